import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { runHere } from '@/e2e/support/run-here'
import { randomId } from '@/lib/platform/secrets'
import { applyMigrations } from '@/prisma/migrations'
import { runCli, scratchDatabase } from '../e2e/support/run-cli'

let scratch: Awaited<ReturnType<typeof scratchDatabase>>
let db: typeof import('@/lib/platform/db').db
let store: typeof import('@/lib/auth/session')

vi.setConfig({ testTimeout: 60_000 })

beforeAll(async () => {
  scratch = await scratchDatabase()
  vi.stubEnv('DATABASE_URL', scratch.url)
  vi.resetModules()
  db = (await import('@/lib/platform/db')).db
  store = await import('@/lib/auth/session')
})
afterAll(async () => {
  await db().$disconnect()
  vi.unstubAllEnvs()
  scratch.remove()
})

const freshAddress = () => `user-${randomId()}@example.com`.toLowerCase()

/** Every command names its database first. */
const withoutDatabase = (err: string) => err.replace(/^Database: .*$/m, '').trim()

async function users(...words: string[]) {
  const { users: command } = await import('./users')
  const { code, out, err } = await runHere(() => command(words))
  return { code, out: out.join('\n').trim(), err: withoutDatabase(err.join('\n')) }
}

async function signedUp(email = freshAddress(), device = 'Firefox on Windows') {
  // Later than two clocks may be apart, so that no revocation reaches it.
  const about = newRedemption({ email, requestedAt: Date.now() + 1001 })
  const redeemed = await store.createSession({ ...about, device: { ...about.device, name: device } })
  if (!redeemed.ok) throw new Error('not redeemed')
  const session = await store.findLiveSession(redeemed.session.id)
  if (!session) throw new Error('no session')
  return session
}

const isSignedIn = async (id: string) => (await store.findLiveSession(id)) !== undefined
const eventsOf = async (userId: string) =>
  (await db().event.findMany({ where: { userId } })).map(({ type }) => type)

describe('users list', () => {
  beforeEach(async () => {
    await db().user.deleteMany()
  })

  test('prints a table in the order of addresses, one page at a time', async () => {
    for (const name of ['cyd', 'ann', 'bob']) await signedUp(`${name}@example.com`)
    const first = await users('list', '--limit=2')
    expect(first.code).toBe(0)
    const minute = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d`
    expect(first.out).toMatch(
      new RegExp(
        `^ADDRESS +SINCE .*\nann@example.com +${minute} +${minute} +1 +-\nbob@example.com .*\\b1 +-$`,
      ),
    )
    expect(first.err).toBe("There are more: npm run users -- list --limit=2 --after='bob@example.com'")
    const second = await users('list', '--after=bob@example.com')
    expect(second.out.split('\n').map((line) => line.split(' ')[0])).toEqual(['ADDRESS', 'cyd@example.com'])
    expect(second.err).toBe('')
  })

  test('shows a page of 100,000 users at once', async () => {
    await db().$executeRaw`
      WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < 100000)
      INSERT INTO "User" ("id", "email", "createdAt")
      SELECT printf('user-%06d', "i"), printf('user-%06d@example.com', "i"), ${new Date()} FROM "n"`
    const { listUsers } = await import('@/lib/account/administration')
    const times: number[] = []
    let page = await listUsers({ limit: 1 })
    for (let n = 0; n < 5; n++) {
      const begun = performance.now()
      page = await listUsers({ after: 'user-050000@example.com', limit: 100 })
      times.push(performance.now() - begun)
    }
    // Seconds if it read them all, and a few milliseconds if it doesn't.
    expect(Math.min(...times)).toBeLessThan(200)
    expect(page.users[0]).toMatchObject({ email: 'user-050001@example.com', liveSessions: 0 })
    expect(page.next).toBe('user-050100@example.com')
  })

  test('attack: an address can’t run a command in the shell when the operator pastes the next one', async () => {
    for (const name of ["a&reboot&'$x", 'b']) await signedUp(`${name}@example.com`)
    expect((await users('list', '--limit=1')).err).toMatch(/ --after='a&reboot&'\\''\$x@example\.com'$/)
  })

  test('counts only sessions that are live', async () => {
    const ann = await signedUp('ann@example.com')
    const second = await signedUp('ann@example.com')
    await signedUp('ann@example.com')
    await store.endSessions({ id: second.id }, 'signed-out')
    await db().session.update({ where: { id: ann.id }, data: { createdAt: new Date(0) } })
    expect((await users('list')).out).toMatch(/\nann@example\.com .* 1 +-$/)
  })
})

describe('users show', () => {
  test('shows sessions, events and whether email is suppressed', async () => {
    const { email, userId } = await signedUp(undefined, 'Firefox on \u009b31mWindows\u202e')
    const { recordEvent } = await import('@/lib/auth/events')
    await recordEvent({ id: userId }, { type: 'email-sent', detail: 'new-device' })
    await db().suppression.create({ data: { email, reason: 'bounced', createdAt: new Date() } })
    const { code, out } = await users('show', email.toUpperCase())
    expect(code).toBe(0)
    expect(out).toContain(userId)
    expect(out).toMatch(/disabled +no\nemail +suppressed since .*: bounced/)
    const until = new Date(Date.now() + 60_000)
    await db().suppression.update({ where: { email }, data: { until } })
    expect((await users('show', email)).out).toMatch(/email +suppressed since .*, until .*: bounced/)
    // What has ended is only remembered.
    await db().suppression.update({ where: { email }, data: { until: new Date() } })
    expect((await users('show', email)).out).toMatch(/email +yes/)
    // A terminal would obey control characters in a browser's name.
    expect(out).toMatch(/\nFirefox on 31mWindows +203\.0\.113\.… /)
    expect(out).toMatch(/EVENTS\n.* email-sent +new-device$/)
  })
})

describe('users end-sessions', () => {
  test('signs a user out everywhere, at once, and no one else', async () => {
    const [mine, other] = [await signedUp(), await signedUp()]
    const ran = await users('end-sessions', mine.email)
    expect(ran).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${mine.email} is signed out everywhere.`),
    })
    expect([await isSignedIn(mine.id), await isSignedIn(other.id)]).toEqual([false, true])
    const row = await db().session.findUnique({ where: { id: mine.id } })
    expect(row?.endReason).toBe('operator')
  })

  test('attack: neither an earlier link nor a known device helps an intruder afterwards', async () => {
    // Imported here, so that it writes into this file's database.
    const { expectThrownOut, intrusion } = await import('@/e2e/support/intrusion')
    const intruder = await intrusion()
    expect(await users('end-sessions', intruder.account.email)).toMatchObject({ code: 0 })
    await expectThrownOut(intruder)
  })
})

describe('users disable and users enable', () => {
  test('keep a user out and let them in, and record it, in the log without their address', async () => {
    const { id, userId, email } = await signedUp()
    const disabled = await users('disable', email)
    expect(disabled.code).toBe(0)
    const [line = '', answer] = disabled.out.split('\n')
    expect(answer).toBe(`${email} is disabled, and signed out everywhere.`)
    expect(JSON.parse(line)).toMatchObject({ event: 'operator.acted', act: 'disable', userId })
    expect(line).not.toContain(email)
    expect(await isSignedIn(id)).toBe(false)
    expect((await users('list', '--limit', '1000')).out).toMatch(
      new RegExp(`\n${email} .* 0 +20\\d\\d-\\d\\d-`),
    )
    expect((await users('disable', email)).out).toContain(`${email} was already disabled.`)
    expect((await users('enable', email)).out).toContain(`${email} can sign in again, with a new link.`)
    expect((await users('enable', email)).out).toContain(`${email} wasn't disabled.`)
    expect(await isSignedIn(id)).toBe(false)
    expect(await eventsOf(userId)).toEqual(['disabled', 'enabled'])
    await signedUp(email)
  })
})

describe('users delete', () => {
  test('requires --yes without a terminal, and then leaves nothing', async () => {
    const { id, email } = await signedUp()
    const link = newRedemption({ email })
    expect(await users('delete', email)).toEqual({
      code: 1,
      out: '',
      err: "Deleting can't be undone. Nothing was deleted: add --yes.",
    })
    expect(await isSignedIn(id)).toBe(true)
    const { code, out } = await users('delete', email, '--yes')
    expect([code, out.split('\n').at(-1)]).toEqual([
      0,
      `${email} is deleted, with everything that belonged to it.`,
    ])
    expect(await isSignedIn(id)).toBe(false)
    expect(await db().user.count({ where: { email } })).toBe(0)
    // The revocation is keyed with the application's own SESSION_SECRET.
    expect(await store.createSession(link)).toEqual({ ok: false, reason: 'revoked' })
  })

  test('works while Redis is down', async () => {
    const { email } = await signedUp()
    const { code, err } = await runCli(['users', 'delete', email, '--yes'], {
      env: { DATABASE_URL: scratch.url, UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:1' },
    })
    expect({ code, err }).toEqual({ code: 0, err: `Database: ${scratch.url.slice('file:'.length)}` })
    expect(await db().user.count({ where: { email } })).toBe(0)
  })
})

describe('users', () => {
  test.each([
    [['disable'], 'Say which user: npm run users -- disable ADDRESS'],
    [['disable', 'ann'], 'That is not an email address.'],
    [['delete', 'no-one@example.com', '--yes'], 'There is no user no-one@example.com.'],
  ])('%j is refused in one line', async (args, err) => {
    expect(await users(...args)).toEqual({ code: 1, out: '', err })
  })

  test('says what is missing from the environment, and what is wrong with the database', async () => {
    const { code, err } = await runCli(['users', 'list'], {
      env: { DATABASE_URL: scratch.url, SESSION_SECRET: '' },
    })
    expect(code).toBe(1)
    expect(err).toMatch(/^The environment is not complete:\n {2}SESSION_SECRET is missing/)
    const empty = await runCli(['users', 'list'], { env: { DATABASE_URL: `${scratch.url}.empty` } })
    expect(empty.code).toBe(1)
    expect(withoutDatabase(empty.err)).toMatch(
      /^That didn't work: .*User.* \(`npm run doctor` says what is missing\)$/,
    )
  })

  test('names the host of its database, and none of its secrets', async () => {
    const { err } = await runCli(['users', 'list'], {
      env: { DATABASE_URL: 'libsql://127.0.0.1:1?tls=0', DATABASE_AUTH_TOKEN: 'not-to-be-printed' },
    })
    expect(err).toMatch(/^Database: 127\.0\.0\.1:1\n/)
    expect(err).not.toContain('not-to-be-printed')
  })

  test('on a server it acts on what next start serves: .env.production, without a word', async () => {
    const project = mkdtempSync(join(tmpdir(), 'cli-server-'))
    try {
      writeFileSync(join(project, '.env.production'), `DATABASE_URL=${scratch.url}\n`)
      writeFileSync(join(project, '.env.development'), 'DATABASE_URL=file:/nowhere/development.db\n')
      const options = { env: { DATABASE_URL: undefined, NODE_ENV: undefined }, cwd: project }
      const { code, err } = await runCli(['users', 'list'], options)
      expect({ code, err }).toEqual({ code: 0, err: `Database: ${scratch.url.slice('file:'.length)}` })
      // Where `npm run dev` has run, it's that one's.
      mkdirSync(join(project, '.local'))
      writeFileSync(join(project, '.local', 'dev.db'), '')
      expect((await runCli(['users', 'list'], options)).err).toMatch(/^Database: \/nowhere\/development.db/)
    } finally {
      rmSync(project, { recursive: true, force: true })
    }
  })

  test('without a DATABASE_URL it uses the database of npm run dev, but never in production', async () => {
    const project = mkdtempSync(join(tmpdir(), 'cli-dev-'))
    try {
      mkdirSync(join(project, '.local'))
      await applyMigrations({ url: `file:${join(project, '.local', 'dev.db')}` })
      writeFileSync(join(project, '.env.local'), 'SIGN_UP=closed\n')
      const nothing = Object.fromEntries(
        ['DATABASE_URL', 'SESSION_SECRET', 'APP_URL', 'UPSTASH_REDIS_REST_URL'].map((name) => [
          name,
          undefined,
        ]),
      )
      const options = { env: { ...nothing, NODE_ENV: undefined }, cwd: project }
      const ran = await runCli(['users', 'show', freshAddress()], options)
      expect(ran.err).toMatch(
        /^DATABASE_URL is not set: using the database of .*\nDatabase: .*dev\.db\nThere is no user /,
      )
      const production = { ...options, env: { ...nothing, NODE_ENV: 'production' } }
      const refused = await runCli(['users', 'list'], production)
      expect(refused.err).toMatch(/^The environment is not complete:/)
    } finally {
      rmSync(project, { recursive: true, force: true })
    }
  })
})
