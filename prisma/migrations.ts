import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Client, createClient } from '@libsql/client'

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url))

export type MigrationOptions = { url: string; authToken?: string; folder?: string }
/** Names of the files that were applied now, and of those that had been applied before. */
export type MigrationResult = { applied: string[]; already: string[] }

/** The database and the folder don't match, or a file can't be applied. Says so in one line. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/**
 * Brings a database up to date: applies the SQL files of `folder` (`0001_name.sql`, …) that it
 * doesn't have yet, in the order of their names, each in one transaction with its record. Safe to
 * repeat, and to run in several processes at once.
 *
 * @param options.url what `@libsql/client` accepts: `file:`, `libsql:`, `https:`, `http:`
 * @throws {@link MigrationError} when an applied file was changed or is missing, or a file is
 *   broken
 */
export async function applyMigrations({
  url,
  authToken,
  folder,
}: MigrationOptions): Promise<MigrationResult> {
  const files = readMigrationFiles(folder ?? MIGRATIONS)
  const client = await openDatabase(url, authToken)
  try {
    await client.execute(CREATE_RECORDS)
    let records = await readRecords(client)
    checkHistory(files, records)

    const applied: string[] = []
    for (const file of files) {
      if (records.has(file.name)) continue
      if (await applyFile(client, file)) applied.push(file.name)
      records = await readRecords(client)
      checkHistory(files, records)
    }
    return { applied, already: files.map(({ name }) => name).filter((name) => !applied.includes(name)) }
  } finally {
    client.close()
  }
}

/**
 * The names of the migrations that a database doesn't have yet. Changes nothing.
 * @throws {@link MigrationError} when an applied file was changed or is missing
 */
export async function pendingMigrations(client: Client, folder = MIGRATIONS): Promise<string[]> {
  const files = readMigrationFiles(folder)
  const records = await readRecords(client).catch((error) => {
    if (/no such table/i.test(messageOf(error))) return new Map<string, string>()
    throw error
  })
  checkHistory(files, records)
  return files.map(({ name }) => name).filter((name) => !records.has(name))
}

type MigrationFile = { name: string; sql: string; checksum: string }

/** How long to wait for another process that is writing, in milliseconds. */
const BUSY_TIMEOUT = 10_000

// `broken_references` exists for its CHECK: see applyFile.
const CREATE_RECORDS = `CREATE TABLE IF NOT EXISTS "_migrations" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "checksum" TEXT NOT NULL,
  "applied_at" DATETIME NOT NULL,
  "broken_references" INTEGER NOT NULL DEFAULT 0 CHECK ("broken_references" = 0)
)`

function readMigrationFiles(folder: string): MigrationFile[] {
  if (!existsSync(folder)) throw new MigrationError(`There is no folder of migrations at ${folder}.`)
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) {
      throw new MigrationError(`${name} is not a valid name for a migration, like 0002_what_it_does.sql.`)
    }
    // On Windows, Git writes CRLF and editors a byte order mark. It's still the same migration.
    const sql = readFileSync(join(folder, name), 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n')
    if (/(^|;)\s*(COMMIT|ROLLBACK)\b/im.test(sql)) {
      throw new MigrationError(`${name} ends a transaction itself. Each file already runs in one.`)
    }
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

async function openDatabase(url: string, authToken: string | undefined): Promise<Client> {
  if (!url.startsWith('file:')) return createClient({ url, authToken })
  const path = decodeURIComponent(url.replace(/^file:(\/\/[^/]*)?/, '').replace(/[?#].*$/s, ''))
  mkdirSync(dirname(path), { recursive: true })
  const client = createClient({ url, timeout: BUSY_TIMEOUT })
  // Clients before 0.17.4 ignore `timeout`.
  await client.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`)
  await turnOnWal(client)
  return client
}

// For this one statement, SQLite doesn't wait for other processes, whatever its busy timeout.
async function turnOnWal(client: Client) {
  for (const deadline = Date.now() + BUSY_TIMEOUT; ; await wait(20)) {
    try {
      return await client.execute('PRAGMA journal_mode = WAL')
    } catch (error) {
      if (Date.now() > deadline || !/locked|busy/i.test(messageOf(error))) throw error
    }
  }
}

async function readRecords(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.execute('SELECT "name", "checksum" FROM "_migrations"')
  return new Map(rows.map((row) => [String(row.name), String(row.checksum)]))
}

/** @throws MigrationError when an applied file was changed or is missing */
function checkHistory(files: MigrationFile[], records: Map<string, string>) {
  for (const [name, checksum] of records) {
    const file = files.find((file) => file.name === name)
    if (!file) {
      throw new MigrationError(
        `${name} was applied to this database, but is missing from the folder of migrations.`,
      )
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `${name} was changed after it was applied. Undo the change, and put it into a new file.`,
      )
    }
  }
}

/**
 * One script, because only that lets the remote client turn foreign keys off first: with them on,
 * rebuilding a table (SQLite's way to change one: copy, drop, rename) would cascade into every row
 * that refers to it. Rows that refer to nothing at the end fail the CHECK. The record comes first:
 * its key tells whether another process was faster.
 *
 * @returns false if it was
 */
async function applyFile(client: Client, { name, sql, checksum }: MigrationFile): Promise<boolean> {
  try {
    await client.executeMultiple(`
      PRAGMA foreign_keys = OFF;
      BEGIN IMMEDIATE;
      INSERT INTO "_migrations" ("name", "checksum", "applied_at")
        VALUES ('${name}', '${checksum}', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));
      ${sql}
      ;
      UPDATE "_migrations" SET "broken_references" = (SELECT count(*) FROM pragma_foreign_key_check)
        WHERE "name" = '${name}';
      COMMIT;`)
    return true
  } catch (error) {
    const reason = messageOf(error)
    if (reason.includes('_migrations.name')) return false
    if (reason.includes('broken_references')) {
      throw new MigrationError(
        `${name} leaves rows that refer to rows which don't exist. Nothing was changed.`,
      )
    }
    throw new MigrationError(
      `${name} can't be applied: ${reason.replaceAll('\n', ' ')}. Nothing was changed.`,
    )
  }
}

function messageOf(error: unknown) {
  return error instanceof Error ? error.message : String(error)
}
