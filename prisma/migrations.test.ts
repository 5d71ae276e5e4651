import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createClient, type Value } from '@libsql/client'
import { type HranaServer, startHrana } from 'local-cloud/hrana'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyMigrations, MigrationError } from './migrations'

let place: string
let folder: string
let url: string

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'migrations-'))
  folder = join(place, 'migrations')
  url = `file:${join(place, 'a new folder', 'test.db')}`
  mkdirSync(folder)
  write(
    '0001_notes.sql',
    'CREATE TABLE "Note" ("id" TEXT NOT NULL PRIMARY KEY);\nINSERT INTO "Note" VALUES (\'first\');',
  )
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

describe('applyMigrations', () => {
  test('applies the files in the order of their names, and creates the folder of the database', async () => {
    write('0003_fill.sql', 'INSERT INTO "Note" VALUES (\'third\', 3)')
    write('0002_number.sql', 'ALTER TABLE "Note" ADD COLUMN "number" INTEGER; -- no newline at the end')

    expect(await applyMigrations({ url, folder })).toEqual({
      applied: ['0001_notes.sql', '0002_number.sql', '0003_fill.sql'],
      already: [],
    })
    expect(await read('SELECT * FROM "Note" ORDER BY "id"')).toEqual([
      { id: 'first', number: null },
      { id: 'third', number: 3 },
    ])
  })

  test('records the name, checksum and time of each file', async () => {
    const before = new Date().toISOString()
    await applyMigrations({ url, folder })
    const [record] = await read('SELECT * FROM "_migrations"')
    expect(record).toMatchObject({
      name: '0001_notes.sql',
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const at = String(record?.applied_at)
    expect([before, at, new Date().toISOString()].sort()[1]).toBe(at)
  })

  test('does nothing the second time, and only what is new after that', async () => {
    await applyMigrations({ url, folder })
    expect(await applyMigrations({ url, folder })).toEqual({ applied: [], already: ['0001_notes.sql'] })

    write('0002_more.sql', 'INSERT INTO "Note" VALUES (\'second\')')
    expect(await applyMigrations({ url, folder })).toEqual({
      applied: ['0002_more.sql'],
      already: ['0001_notes.sql'],
    })
    expect(await read('SELECT count(*) AS "notes" FROM "Note"')).toEqual([{ notes: 2 }])
  })

  test('turns on the write-ahead log, which stays on in the file', async () => {
    await applyMigrations({ url, folder })
    expect(await read('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  })

  test('refuses a file that was changed after it was applied', async () => {
    await applyMigrations({ url, folder })
    write('0001_notes.sql', 'CREATE TABLE "Note" ("id" INTEGER)')
    write('0002_more.sql', 'CREATE TABLE "More" ("id" INTEGER)')
    await expect(applyMigrations({ url, folder })).rejects.toThrow(
      new MigrationError(
        '0001_notes.sql was changed after it was applied. Undo the change, and put it into a new file.',
      ),
    )
    expect(await tables()).toEqual(['Note', '_migrations'])
  })

  test('recognizes a file with Windows line endings from Git, or with an editor’s byte order mark', async () => {
    write('0001_notes.sql', 'CREATE TABLE "Note" (\n  "id" TEXT\n);\n')
    await applyMigrations({ url, folder })
    write('0001_notes.sql', '\uFEFFCREATE TABLE "Note" (\r\n  "id" TEXT\r\n);\r\n')
    expect(await applyMigrations({ url, folder })).toEqual({ applied: [], already: ['0001_notes.sql'] })
  })

  test('refuses a database whose migration is missing from the folder', async () => {
    await applyMigrations({ url, folder })
    rmSync(join(folder, '0001_notes.sql'))
    await expect(applyMigrations({ url, folder })).rejects.toThrow(
      new MigrationError(
        '0001_notes.sql was applied to this database, but is missing from the folder of migrations.',
      ),
    )
  })

  test('leaves nothing behind of a broken migration, and keeps those before it', async () => {
    write(
      '0002_broken.sql',
      'CREATE TABLE "Half" ("id" TEXT);\nDELETE FROM "Note";\nCREATE TABEL "Whole" ();',
    )
    await expect(applyMigrations({ url, folder })).rejects.toThrow(
      /^0002_broken\.sql can't be applied: .*TABEL.*\. Nothing was changed\.$/,
    )
    expect(await tables()).toEqual(['Note', '_migrations'])
    expect(await read('SELECT "name" FROM "_migrations"')).toEqual([{ name: '0001_notes.sql' }])
    expect(await read('SELECT * FROM "Note"')).toEqual([{ id: 'first' }])
  })

  test.each(['CREATE TABLE "Half" ("id" TEXT);\nCOMMIT;', 'CREATE TABLE "Half" ("id" TEXT); rollback'])(
    'refuses a file that would end its own transaction: %j',
    async (sql) => {
      write('0002_end.sql', sql)
      await expect(applyMigrations({ url, folder })).rejects.toThrow(
        /^0002_end\.sql ends a transaction itself/,
      )
    },
  )

  test('refuses a file whose name isn’t a migration’s, instead of skipping it', async () => {
    write('2_more.sql', 'SELECT 1')
    await expect(applyMigrations({ url, folder })).rejects.toThrow(
      /^2_more\.sql is not a valid name for a migration/,
    )
  })

  test('says so when there is no folder', async () => {
    await expect(applyMigrations({ url, folder: join(place, 'nowhere') })).rejects.toThrow(
      /^There is no folder/,
    )
  })

  test('a table can be rebuilt without losing the rows that refer to it', async () => {
    write('0002_lines.sql', LINES)
    write(
      '0003_rebuild.sql',
      `CREATE TABLE "new_Note" ("id" TEXT NOT NULL PRIMARY KEY, "title" TEXT NOT NULL DEFAULT '');
       INSERT INTO "new_Note" ("id") SELECT "id" FROM "Note";
       DROP TABLE "Note";
       ALTER TABLE "new_Note" RENAME TO "Note";`,
    )
    await applyMigrations({ url, folder })
    expect(await read('SELECT * FROM "Line"')).toEqual([{ noteId: 'first' }])
  })

  test('refuses a file that leaves rows referring to rows that no longer exist', async () => {
    write('0002_lines.sql', LINES)
    write('0003_forget.sql', 'DELETE FROM "Note"')
    await expect(applyMigrations({ url, folder })).rejects.toThrow(
      /^0003_forget\.sql leaves rows that refer to rows which don't exist/,
    )
    expect(await read('SELECT "id" FROM "Note"')).toEqual([{ id: 'first' }])
  })

  test('several processes at the same time apply each file once, and all of them succeed', {
    timeout: 60_000,
  }, async () => {
    for (let number = 2; number <= 5; number++) {
      write(`000${number}_count.sql`, `INSERT INTO "Note" VALUES ('note ${number}')`)
    }
    const processes = Array.from({ length: 3 }, startProcess)
    try {
      // Loaded: from here on they run side by side.
      await Promise.all(processes.map(({ answer }) => answer()))
      for (let round = 0; round < 40; round++) {
        url = `file:${join(place, `round-${round}.db`)}`
        const answers = processes.map(({ apply }) => apply({ url, folder }))
        expect((await Promise.all(answers)).flat().sort()).toEqual([
          '0001_notes.sql',
          ...[2, 3, 4, 5].map((number) => `000${number}_count.sql`),
        ])
        expect(await read('SELECT count(*) AS "notes" FROM "Note"')).toEqual([{ notes: 5 }])
      }
    } finally {
      for (const { child } of processes) child.kill()
    }
  })
})

describe('applyMigrations over HTTP, as with Turso', () => {
  let server: HranaServer
  beforeEach(async () => {
    server = await startHrana({ port: 0, token: 'secret', file: join(place, 'remote.db') })
  })
  afterEach(() => server.close())
  const remote = () => ({ url: server.url, folder, authToken: 'secret' })

  test('applies, records and recognizes files', async () => {
    expect(await applyMigrations(remote())).toEqual({ applied: ['0001_notes.sql'], already: [] })
    expect(await applyMigrations(remote())).toEqual({ applied: [], already: ['0001_notes.sql'] })
  })

  test('leaves nothing behind of a broken migration', async () => {
    write('0002_broken.sql', 'DELETE FROM "Note"; CREATE TABEL')
    await expect(applyMigrations(remote())).rejects.toThrow(
      /^0002_broken\.sql can't be applied: .*Nothing was changed\.$/,
    )
    url = `file:${join(place, 'remote.db')}`
    expect(await read('SELECT * FROM "Note"')).toEqual([{ id: 'first' }])
  })

  test('sends the token', async () => {
    await expect(applyMigrations({ ...remote(), authToken: 'another' })).rejects.toThrow('401')
  })
})

const LINES = `CREATE TABLE "Line" ("noteId" TEXT NOT NULL REFERENCES "Note" ("id") ON DELETE CASCADE);
  INSERT INTO "Line" VALUES ('first');`

function write(name: string, sql: string) {
  writeFileSync(join(folder, name), sql)
}

async function read(sql: string) {
  const client = createClient({ url })
  try {
    return (await client.execute(sql)).rows.map((row) => ({ ...row })) as Record<string, Value>[]
  } finally {
    client.close()
  }
}

async function tables() {
  return (await read('SELECT "name" FROM sqlite_master WHERE "type" = \'table\' ORDER BY 1')).map(
    ({ name }) => name,
  )
}

/** A separate process that applies migrations on request, and answers with what it applied. */
function startProcess() {
  const script = `import { createInterface } from 'node:readline'
    import { applyMigrations } from ${JSON.stringify(import.meta.resolve('./migrations.ts'))}
    console.log('[]')
    for await (const line of createInterface(process.stdin)) {
      const answer = await applyMigrations(JSON.parse(line)).then(({ applied }) => applied, String)
      console.log(JSON.stringify(answer))
    }`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const answer = async () => JSON.parse((await lines.next()).value) as string[]
  const apply = (options: { url: string; folder: string }) => {
    child.stdin.write(`${JSON.stringify(options)}\n`)
    return answer()
  }
  return { child, answer, apply }
}
