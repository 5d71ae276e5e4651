import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { recordEvent } from '@/lib/auth/events'
import { magicLinksTo, storeMagicLink } from '@/lib/auth/magic-link'
import { createSession, findLiveSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { deleteAccount } from './deletion'

async function signedUp(about = newRedemption()) {
  const redeemed = await createSession(about)
  if (!redeemed.ok) throw new Error('not claimed')
  const session = await findLiveSession(redeemed.session.id)
  if (!session) throw new Error('no session')
  return { id: session.userId, email: about.email, sessionId: session.id }
}

const challengeFor = (email: string) =>
  storeMagicLink(
    {
      attemptId: randomId(),
      email,
      next: '/dashboard',
      device: 'Firefox on Windows',
      bindingSecret: randomId(),
    },
    [],
  )

/** How many rows of each table are that user's. */
async function rowsOf(userId: string) {
  const where = { where: { userId } }
  return {
    users: await db().user.count({ where: { id: userId } }),
    sessions: await db().session.count(where),
    knownDevices: await db().knownDevice.count(where),
    events: await db().event.count(where),
    emailChanges: await db().emailChange.count(where),
  }
}

const NOTHING = { users: 0, sessions: 0, knownDevices: 0, events: 0, emailChanges: 0 }

afterEach(() => vi.unstubAllEnvs())

describe('deleteAccount', () => {
  test('leaves nothing of that account, and everything of others', async () => {
    const [mine, other] = [await signedUp(), await signedUp()]
    for (const { id, email, sessionId } of [mine, other]) {
      await recordEvent({ id }, { type: 'exported' })
      await db().emailChange.create({ data: emailChange(id, email, sessionId) })
    }
    const all = { users: 1, sessions: 1, knownDevices: 1, events: 1, emailChanges: 1 }
    expect(await rowsOf(mine.id)).toEqual(all)
    expect(await deleteAccount(mine)).toBe(true)
    expect(await rowsOf(mine.id)).toEqual(NOTHING)
    expect(await rowsOf(other.id)).toEqual(all)
  })

  test('where foreign keys are off, too', async () => {
    const { id, email } = await signedUp()
    await db().$executeRaw`PRAGMA foreign_keys = OFF`
    try {
      expect(await deleteAccount({ id, email })).toBe(true)
    } finally {
      await db().$executeRaw`PRAGMA foreign_keys = ON`
    }
    expect(await rowsOf(id)).toEqual(NOTHING)
  })

  test('attack: the cookie that somebody saved names no session any more', async () => {
    const account = await signedUp()
    expect(await findLiveSession(account.sessionId)).toBeDefined()
    await deleteAccount(account)
    expect(await findLiveSession(account.sessionId)).toBeUndefined()
  })

  test('attack: neither a link on its way nor a used one brings the account back', async () => {
    const used = newRedemption()
    const account = await signedUp(used)
    const link = newRedemption({ email: account.email })
    await deleteAccount(account)
    expect(await createSession(link)).toEqual({ ok: false, reason: 'revoked' })
    expect(await createSession(used)).toEqual({ ok: false, reason: 'revoked' })
    expect(await db().user.count({ where: { email: account.email } })).toBe(0)
  })

  test('who asks afterwards is welcome as somebody new', async () => {
    const account = await signedUp()
    await deleteAccount(account)
    await wait(2)
    const again = await signedUp(newRedemption({ email: account.email }))
    expect(again.id).not.toBe(account.id)
  })

  test('forgets the links in Redis, and deletes all the same where that is away', async () => {
    const [mine, other] = [await signedUp(), await signedUp()]
    for (const { email } of [mine, other]) await challengeFor(email)
    expect(await magicLinksTo(mine.email)).toHaveLength(1)
    await deleteAccount(mine)
    expect(await magicLinksTo(mine.email)).toEqual([])

    vi.resetModules()
    vi.stubEnv('UPSTASH_REDIS_REST_URL', 'http://127.0.0.1:1')
    const withoutRedis = await import('./deletion')
    expect(await withoutRedis.deleteAccount(other)).toBe(true)
    expect(await magicLinksTo(other.email)).toHaveLength(1)
    expect(await rowsOf(other.id)).toEqual(NOTHING)
  })

  test('deletes nothing where the address has changed since, and nothing twice', async () => {
    const account = await signedUp()
    expect(await deleteAccount({ id: account.id, email: newRedemption().email })).toBe(false)
    expect(await findLiveSession(account.sessionId)).toBeDefined()
    expect(await deleteAccount(account)).toBe(true)
    expect(await deleteAccount(account)).toBe(false)
  })
})

describe('deleteAccount, while another process claims a link to the same address', () => {
  let other: ReturnType<typeof startClaiming> | undefined
  afterAll(() => other?.child.kill())

  test('attack: whichever comes first, no user is left', { timeout: 60_000 }, async () => {
    other = startClaiming()
    await other.claim(newRedemption())
    const outcomes = new Set<string>()
    for (let round = 0; round < 30 || (outcomes.size < 2 && round < 500); round++) {
      const account = await signedUp()
      const link = newRedemption({ email: account.email })
      const claiming = other.claim(link)
      // So that each is the first one some of the time.
      await wait(round % 5)
      const [redeemed, deleted] = await Promise.all([claiming, deleteAccount(account)])
      expect(deleted).toBe(true)
      expect(await db().user.count({ where: { email: account.email } })).toBe(0)
      expect(await rowsOf(account.id)).toEqual(NOTHING)
      expect(await other.claim(link)).toEqual({ ok: false, reason: 'revoked' })
      outcomes.add(redeemed.ok ? 'claim first' : 'deletion first')
    }
    expect([...outcomes].sort()).toEqual(['claim first', 'deletion first'])
  })
})

/** A process of its own that claims whatever it is told to. */
function startClaiming() {
  const script = `import { createInterface } from 'node:readline'
    import { createSession } from ${JSON.stringify(import.meta.resolve('../auth/session.ts'))}
    for await (const line of createInterface(process.stdin)) {
      console.log(JSON.stringify(await createSession(JSON.parse(line))))
    }`
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '--eval', script],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const claim = async (link: ReturnType<typeof newRedemption>) => {
    child.stdin.write(`${JSON.stringify(link)}\n`)
    return JSON.parse((await lines.next()).value) as { ok: boolean }
  }
  return { child, claim }
}

const emailChange = (userId: string, oldEmail: string, sessionId: string) => ({
  id: randomId(),
  userId,
  sessionId,
  oldEmail,
  newEmail: newRedemption().email,
  confirmHash: '',
  undoHash: '',
  device: '',
  network: '',
  createdAt: new Date(),
})
