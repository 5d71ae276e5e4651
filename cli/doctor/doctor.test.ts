import { createClient } from '@libsql/client'
import { startResend } from 'local-cloud'
import { startHrana } from 'local-cloud/hrana'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { runCli, scratchDatabase } from '@/e2e/support/run-cli'
import { doctor } from './index'
import { checkInstances } from './instances'
import { compareClocks } from './redis'
import { checkSender, type Lookup } from './sender'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** What the command prints, as one line for each part, and its exit code. */
async function runDoctor(environment: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  printed.mockClear()
  await doctor()
  const out = printed.mock.calls.join('\n')
  const line = (part: string) => out.split('\n').find((each) => each.slice(1).trim().startsWith(part)) ?? ''
  return { code: process.exitCode, out, line }
}

async function scratch() {
  const database = await scratchDatabase()
  stops.push(() => database.remove())
  return database
}

describe('npm run doctor', () => {
  test('finds everything in place, and doesn’t fail on what it can’t check from here', async () => {
    const { code, out } = await runDoctor()
    expect(out).toMatch(/^ +Part +Found +To do\n/)
    const lines = out.split('\n').slice(1, -2)
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 2).join(' '))).toEqual([
      ...['✓ Environment', '✓ Redis', '✓ Clock', '✓ Database', '✓ Migrations', '✓ Sender', '? Webhook'],
      ...['- DNS', '✓ Action key'],
    ])
    expect(out).toMatch(/\nReady\.$/)
    expect(code).toBe(0)
  })

  test('names a wrong token and a Redis that doesn’t answer', async () => {
    const wrong = await runDoctor({ UPSTASH_REDIS_REST_TOKEN: 'not-the-token' })
    expect(wrong.line('Redis')).toMatch(/^✗ .*Copy UPSTASH_REDIS_REST_URL/)
    expect(wrong.code).toBe(1)
    const away = await runDoctor({ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1' })
    expect(away.line('Redis')).toMatch(/^✗ /)
    expect(away.line('Clock')).toMatch(/^- /)
  })

  test('a database without the newest migration, or without any, is not up to date', async () => {
    const { url } = await scratch()
    const client = createClient({ url })
    const { rows } = await client.execute('SELECT max("name") AS "name" FROM "_migrations"')
    const name = String(rows[0]?.name)
    await client.execute(`DELETE FROM "_migrations" WHERE "name" = '${name}'`)
    client.close()
    const { code, line } = await runDoctor({ DATABASE_URL: url })
    expect(line('Migrations')).toMatch(new RegExp(`^✗ .*${name} not applied +Run npm run db:migrate`))
    expect(code).toBe(1)
    const empty = await runDoctor({ DATABASE_URL: `${url}.empty` })
    expect(empty.line('Migrations')).toMatch(/ 0001_init\.sql.* not applied/)
  })

  test('says that a database takes no writes, and leaves none of its own', async () => {
    const { url } = await scratch()
    const other = createClient({ url })
    stops.push(() => other.close())
    const writing = await other.transaction('write')
    const { code, line } = await runDoctor({ DATABASE_URL: url })
    expect(line('Database')).toMatch(/^✗ .*Use a token that may write/)
    expect(line('Migrations')).toMatch(/^✓ /)
    expect(code).toBe(1)
    await writing.rollback()

    expect((await runDoctor({ DATABASE_URL: url })).line('Database')).toMatch(/^✓ /)
    const { rows } = await other.execute(`SELECT "name" FROM "sqlite_master" WHERE "name" = '_doctor'`)
    expect(rows).toEqual([])
  })

  test('says that Turso refuses the token, and prints neither that nor any other secret', async () => {
    const { url } = await scratch()
    const turso = await startHrana({ port: 0, token: 'the-token', file: url.slice('file:'.length) })
    stops.push(() => turso.close())
    const secrets = {
      DATABASE_AUTH_TOKEN: 'not-that-token',
      RESEND_API_KEY: 're_hunter2',
      CRON_SECRET: 'Zk3v9Qw8xY7rT2uP5nM1bV6cX4zL0aSd',
    }
    const { code, out, line } = await runDoctor({ DATABASE_URL: turso.url, ...secrets })
    expect(line('Database')).toMatch(/^✗ /)
    expect(line('Action key')).toMatch(/^\? .*NEXT_SERVER_ACTIONS_ENCRYPTION_KEY/)
    expect(code).toBe(1)
    for (const secret of [
      ...Object.values(secrets),
      process.env.SESSION_SECRET,
      process.env.UPSTASH_REDIS_REST_TOKEN,
    ]) {
      expect(out).not.toContain(secret)
    }
    const good = await runDoctor({ DATABASE_URL: turso.url, DATABASE_AUTH_TOKEN: 'the-token' })
    expect(good.line('Database')).toMatch(/^✓ /)
  })

  test('asks Resend about the sender and the webhook', async () => {
    expect((await runDoctor({ MAIL_FROM: 'sign-in@other.example' })).line('Sender')).toMatch(
      /^✗ .*other\.example is not verified/,
    )
    const ours = `${process.env.APP_URL}/api/webhooks/resend`
    let endpoint = ours
    const secret = `whsec_${Buffer.alloc(24).toString('base64')}`
    const resend = await startResend({ port: 0, webhook: { url: () => endpoint, secret } })
    stops.push(() => resend.close())
    const set = { RESEND_BASE_URL: resend.url, RESEND_WEBHOOK_SECRET: secret, MAIL_FROM: 'a@example.com' }
    expect((await runDoctor(set)).line('Webhook')).toMatch(/^✓ /)
    endpoint = 'https://other.example/'
    expect((await runDoctor(set)).line('Webhook')).toMatch(/^\? .*Add http.*\/api\/webhooks\/resend/)
  })

  test('logs in by SMTP, if that sends the email', async () => {
    const resend = await startResend({ port: 0 })
    stops.push(() => resend.close())
    const { url } = await resend.startSmtp(0)
    const set = (SMTP_URL: string) => ({ SMTP_URL, RESEND_API_KEY: '', RESEND_BASE_URL: '' })
    const good = await runDoctor(set(url.replace('//', '//me:local@')))
    expect([good.line('SMTP'), good.code]).toEqual([expect.stringMatching(/^✓ .*logged in/), 0])
    const wrong = await runDoctor(set(url.replace('//', '//me:hunter2@')))
    expect([wrong.line('SMTP'), wrong.code]).toEqual([expect.stringMatching(/^✗ .*refused \(535\)/), 1])
    expect(wrong.out).not.toContain('hunter2')
    const away = await runDoctor(set('smtp://127.0.0.1:1'))
    expect([away.line('SMTP'), away.code]).toEqual([expect.stringMatching(/^✗ .*Check host, port/), 1])
  })

  test('says which variables are missing, and exits with 1', async () => {
    const { code, out } = await runCli(['doctor'], { env: { SESSION_SECRET: '', MAIL_FROM: '' } })
    expect(code).toBe(1)
    expect(out).toMatch(/✗ +Environment +SESSION_SECRET is missing .*\n✗ +Environment +MAIL_FROM is missing/)
  })
})

describe('the sender’s records', () => {
  const email = { email: { from: 'Acme <a@mail.acme.test>' } } as Parameters<typeof checkSender>[0]
  const bySmtp = { email: { ...email.email, smtp: new URL('smtps://smtp.acme.test') } }
  const failure = (code: string) => Object.assign(new Error(code), { code })
  const records =
    (known: Record<string, string>): Lookup =>
    async (name) => {
      const text = known[name]
      if (!text) throw failure('ENOTFOUND')
      return ['something else', text]
    }
  const states = async (given: typeof email, lookup: Lookup) =>
    Object.fromEntries((await checkSender(given, lookup)).map(({ part, state }) => [part, state]))

  test('are there, where Resend has them and DMARC at the parent', async () => {
    const known = {
      'send.mail.acme.test': 'v=spf1 include:x ~all',
      'resend._domainkey.mail.acme.test': 'p=MIGf',
      '_dmarc.acme.test': 'v=DMARC1; p=none',
    }
    expect(await states(email, records(known))).toEqual({ SPF: 'ok', DKIM: 'ok', DMARC: 'ok' })
    expect(await states(bySmtp, records({ 'mail.acme.test': 'v=spf1 -all' }))).toEqual({
      ...{ SPF: 'ok', DKIM: 'unchecked', DMARC: 'warning' },
    })
  })

  test('are warned of if they’re missing, and not checked without a resolver', async () => {
    expect(await states(email, records({}))).toEqual({ SPF: 'warning', DKIM: 'warning', DMARC: 'warning' })
    const offline: Lookup = () => Promise.reject(failure('ECONNREFUSED'))
    expect(await states(email, offline)).toEqual({ SPF: 'unchecked', DKIM: 'unchecked', DMARC: 'unchecked' })
  })
})

test.each([
  [0, 'ok', /agrees/],
  [-29_000, 'ok', /agrees/],
  [90_000, 'wrong', /^9\d seconds behind Redis’s$/],
  [-90_000, 'wrong', /^(89|90) seconds ahead of Redis’s$/],
])('a clock that Redis’s differs from by %i ms: %s', (difference, state, what) => {
  expect(compareClocks(1_000_000 + difference, 999_900, 1_000_100)).toMatchObject({
    state,
    what: expect.stringMatching(what),
  })
})

test.each([
  ['file:./app.db', undefined, 'ok'],
  ['libsql://acme.turso.io', undefined, 'warning'],
  ['libsql://acme.turso.io', Buffer.alloc(32).toString('base64'), 'ok'],
  ['libsql://acme.turso.io', 'not a key', 'wrong'],
])('the key of server actions, with %s and %j: %s', (url, key, state) => {
  expect(checkInstances({ database: { url, authToken: undefined } }, key)).toMatchObject({ state })
})
