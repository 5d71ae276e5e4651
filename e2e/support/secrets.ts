import { createClient } from '@libsql/client'
import type { Place, Secret } from '@/e2e/support/secret-search'
import { environment } from './environment'
import { Redis } from './redis'
import { keptCookies } from './traces'

/** Every token, code and address in the emails that were sent or refused. */
export async function secretsOfEmails(): Promise<Secret[]> {
  const answer = await fetch(new URL('/api/emails?refused', environment.mailboxUrl))
  const { emails } = (await answer.json()) as { emails: { to: string[]; text?: string }[] }
  return emails.flatMap(({ to, text = '' }) => {
    const secrets: Secret[] = to.map((value) => ({ kind: 'address', value }))
    for (const [, id = '', secret = ''] of text.matchAll(/\/([\w-]{22})([\w-]{43})[\w-]{8}(?![\w-])/g)) {
      secrets.push({ kind: 'token', value: id + secret }, { kind: 'token', value: secret })
    }
    for (const [code] of text.matchAll(/^\d{3} \d{3}$/gm))
      secrets.push({ kind: 'code', value: code.replace(' ', '') })
    return secrets
  })
}

/** Every cookie that was given out, and the binding secrets in those that are pending cookies. */
export const secretsOfBrowsers = (): Secret[] => {
  const cookies = keptCookies()
  const within = cookies.flatMap((value) => /^([\w-]{22})([\w-]{22})?$/.exec(value)?.[1] ?? [])
  return [...new Set([...cookies, ...within])].map((value) => ({ kind: 'cookie', value }))
}

const PREFIXES = /^(attempt|wrong-codes|limit|devices-forgotten|webhook):/

const READERS: Record<string, string> = { string: 'GET', set: 'SMEMBERS', hash: 'HGETALL' }

/** Every key of the application in Redis, with its value. */
export async function everythingInRedis(): Promise<Place[]> {
  const redis = new Redis()
  const keys = ((await redis.run('KEYS', '*')) as string[]).filter((key) => PREFIXES.test(key))
  const types = await redis.runAll(keys.map((key) => ['TYPE', key]))
  const values = await redis.runAll(keys.map((key, i) => [READERS[String(types[i])] ?? '', key]))
  return keys.map((key, i) => ({ name: `Redis ${key}`, text: `${key}\n${JSON.stringify(values[i])}` }))
}

/** Every column of every table. */
export async function everythingInDatabase(): Promise<Place[]> {
  const client = createClient({ url: environment.databaseUrl, timeout: 5000 })
  const tables = await client.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
  const places: Place[] = []
  for (const { name } of tables.rows) {
    const { columns, rows } = await client.execute(`SELECT * FROM "${name}"`)
    columns.forEach((column, i) => {
      places.push({ name: `database ${name}.${column}`, text: rows.map((row) => String(row[i])).join('\n') })
    })
  }
  client.close()
  return places
}
