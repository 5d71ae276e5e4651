import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { expect, test } from 'vitest'
import { applyMigrations } from './migrations'

test('the migrations make exactly the tables of schema.prisma', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'schema-'))
  const url = `file:${join(folder, 'schema.db')}`
  await applyMigrations({ url })
  const client = createClient({ url })
  const schema = readFileSync(new URL('./schema.prisma', import.meta.url), 'utf8')
  expect(await describeDatabase(client)).toEqual(describeSchema(schema))
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

type Table = { columns: Record<string, string>; indexes: string[]; references: string[] }

async function describeDatabase(client: Client) {
  const read = async (sql: string) => (await client.execute(sql)).rows
  const tables = await read(
    `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "name" <> '_migrations' ORDER BY 1`,
  )
  const found: Record<string, Table> = {}
  for (const { name: table } of tables) {
    const columns = await read(`SELECT * FROM pragma_table_info('${table}')`)
    const indexes = await read(`SELECT * FROM pragma_index_list('${table}') WHERE "origin" = 'c'`)
    const references = await read(`SELECT * FROM pragma_foreign_key_list('${table}')`)
    found[String(table)] = {
      columns: Object.fromEntries(
        columns.map(({ name, type, notnull, pk }) => [
          name,
          `${type}${notnull ? ' NOT NULL' : ''}${pk ? ' PRIMARY KEY' : ''}`,
        ]),
      ),
      indexes: await Promise.all(
        indexes.map(async ({ name, unique }) => {
          const fields = await read(`SELECT "name" FROM pragma_index_info('${name}')`)
          const [index] = await read(`SELECT "sql" FROM sqlite_master WHERE "name" = '${name}'`)
          const where = / WHERE .*/.exec(String(index?.sql)) ?? ''
          return `${unique ? 'UNIQUE ' : ''}${name} (${fields.map((field) => field.name)})${where}`
        }),
      ).then((list) => list.sort()),
      references: references
        .map(
          (key) =>
            `${key.from} -> ${key.table}.${key.to} ON DELETE ${key.on_delete} ON UPDATE ${key.on_update}`,
        )
        .sort(),
    }
  }
  return found
}

/**
 * The tables that Prisma would make of the models.
 * @throws at attributes that this schema doesn't use yet.
 */
function describeSchema(schema: string) {
  const types: Record<string, string> = {
    String: 'TEXT',
    DateTime: 'DATETIME',
    Int: 'INTEGER',
    Boolean: 'BOOLEAN',
  }
  const found: Record<string, Table> = {}
  for (const [, model = '', body = ''] of schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)) {
    const table: Table = { columns: {}, indexes: [], references: [] }
    const index = (fields: string, unique: boolean) => {
      const names = fields.split(/,\s*/)
      const name = `${[model, ...names].join('_')}_${unique ? 'key' : 'idx'}`
      table.indexes.push(`${unique ? 'UNIQUE ' : ''}${name} (${names})`)
    }
    for (const line of body.split('\n').map((line) => line.replace(/\/\/.*/, '').trim())) {
      const [, field = '', type = '', optional, rest = ''] =
        /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? []
      const relation = /^@relation\(fields: \[(\w+)\], references: \[(\w+)\], onDelete: (\w+)\)$/.exec(rest)
      const group = /^@@(unique|index|id)\(\[([\w, ]+)\]\)$/.exec(line)
      const partial = /^@@index\(\[([\w, ]+)\], map: "(\w+)", where: raw\("(.*)"\)\)$/.exec(line)
      if (group?.[1] === 'id') {
        for (const part of (group[2] ?? '').split(/,\s*/)) table.columns[part] += ' PRIMARY KEY'
      } else if (group) index(group[2] ?? '', group[1] === 'unique')
      else if (partial) {
        const [, fields = '', name, where = ''] = partial
        table.indexes.push(`${name} (${fields.split(/,\s*/)}) WHERE ${where.replaceAll('\\"', '"')}`)
      } else if (relation) {
        const [, from, to, onDelete = ''] = relation
        table.references.push(
          `${from} -> ${type}.${to} ON DELETE ${onDelete.toUpperCase()} ON UPDATE CASCADE`,
        )
      } else if (types[type] && /^(@id|@unique|@default\("\w+"\))?$/.test(rest)) {
        table.columns[field] =
          types[type] + (optional ? '' : ' NOT NULL') + (rest === '@id' ? ' PRIMARY KEY' : '')
        if (rest === '@unique') index(field, true)
      } else if (line !== '' && optional !== '[]') throw new Error(`Teach this test about: ${line}`)
    }
    table.indexes.sort()
    found[model] = table
  }
  return found
}
