import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { newRedemption, storeLink } from '@/e2e/support/redemption'
import { recordEvent } from '@/lib/auth/events'
import { findLink } from '@/lib/auth/open-link'
import { redeemLink } from '@/lib/auth/redeem'
import { createSession, findLiveSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { hours, seconds } from '@/lib/platform/time'
import { readActivity } from './activity'
import { deleteAccount } from './deletion'

async function signedUp(about = newRedemption()) {
  const redeemed = await createSession(about)
  if (!redeemed.ok) throw new Error('not redeemed')
  const session = await findLiveSession(redeemed.session.id)
  if (!session) throw new Error('no session')
  return { id: session.userId, email: about.email, sessionId: session.id }
}

/** How many rows each table has of that user. */
async function rowsOf(userId: string) {
  const where = { where: { userId } }
  return {
    users: await db().user.count({ where: { id: userId } }),
    sessions: await db().session.count(where),
    events: await db().event.count(where),
    emailChanges: await db().emailChange.count(where),
  }
}

const NOTHING = { users: 0, sessions: 0, events: 0, emailChanges: 0 }

afterEach(() => vi.unstubAllEnvs())

describe('deleteAccount', () => {
  test('leaves nothing of that account, and everything of other accounts', async () => {
    const [mine, other] = [await signedUp(), await signedUp()]
    for (const { id, email, sessionId } of [mine, other]) {
      await recordEvent({ id }, { type: 'exported' })
      await db().emailChange.create({ data: emailChange(id, email, sessionId) })
    }
    const all = { users: 1, sessions: 1, events: 1, emailChanges: 1 }
    expect(await rowsOf(mine.id)).toEqual(all)
    expect(await deleteAccount(mine)).toBe(true)
    expect(await rowsOf(mine.id)).toEqual(NOTHING)
    expect(await rowsOf(other.id)).toEqual(all)
  })

  test('others forget that they meant to have its address, unless the change is pending or was made', async () => {
    const [mine, other] = [await signedUp(), await signedUp()]
    const canceledAt = new Date()
    const earlier = { createdAt: new Date(Date.now() - hours(1)) }
    const change = { ...emailChange(other.id, other.email, other.sessionId), newEmail: mine.email }
    const save = (data: object) => db().emailChange.create({ data: { ...change, id: randomId(), ...data } })
    const forgotten = [await save({ canceledAt }), await save(earlier)]
    const kept = [
      await save({}),
      await save({ ...earlier, confirmedAt: canceledAt }),
      await save({ canceledAt, newEmail: newRedemption().email }),
    ]
    const now = async (rows: { id: string }[]) =>
      (await Promise.all(rows.map(({ id }) => db().emailChange.findUnique({ where: { id } })))).map(
        (row) => row?.newEmail,
      )
    // The premise: a deletion that does nothing changes nothing.
    expect(await deleteAccount({ id: randomId(), email: mine.email })).toBe(false)
    expect(await now(forgotten)).toEqual([mine.email, mine.email])
    expect(await deleteAccount(mine)).toBe(true)
    expect(await now(forgotten)).toEqual(['', ''])
    expect(await now(kept)).toEqual(kept.map(({ newEmail }) => newEmail))
    expect((await readActivity(other.id)).items.map(({ newEmail }) => newEmail)).toContain(undefined)
  })

  test('even with foreign keys off', async () => {
    const { id, email } = await signedUp()
    await db().$executeRaw`PRAGMA foreign_keys = OFF`
    try {
      expect(await deleteAccount({ id, email })).toBe(true)
    } finally {
      await db().$executeRaw`PRAGMA foreign_keys = ON`
    }
    expect(await rowsOf(id)).toEqual(NOTHING)
  })

  test('attack: a saved cookie no longer names a session', async () => {
    const account = await signedUp()
    expect(await findLiveSession(account.sessionId)).toBeDefined()
    await deleteAccount(account)
    expect(await findLiveSession(account.sessionId)).toBeUndefined()
  })

  test('attack: no link brings the account back, whether unused or used', async () => {
    const used = newRedemption()
    const account = await signedUp(used)
    const link = newRedemption({ email: account.email })
    await deleteAccount(account)
    expect(await createSession(link)).toEqual({ ok: false, reason: 'revoked' })
    expect(await createSession(used)).toEqual({ ok: false, reason: 'revoked' })
    expect(await db().user.count({ where: { email: account.email } })).toBe(0)
  })

  test('a link requested afterwards makes a new account', async () => {
    const account = await signedUp()
    await deleteAccount(account)
    // Later than two clocks may be apart.
    const requestedAt = Date.now() + seconds(1) + 1
    const again = await signedUp(newRedemption({ email: account.email, requestedAt }))
    expect(again.id).not.toBe(account.id)
  })

  test('attack: a link or code from before the deletion, which Redis still has, makes no account', async () => {
    const account = await signedUp()
    const { token, pending } = await storeLink({ email: account.email })
    const found = await findLink(token)
    await wait(2)
    await deleteAccount(account)
    // The premise: Redis would let it through.
    expect(await findLink(token)).toEqual(found)
    if (found.state !== 'live') throw new Error(found.state)
    const by = { pending, device: newRedemption().device, remember: true }
    for (const hasUser of [false, true]) {
      const link = { ...found.link, hasUser }
      expect(await redeemLink(found.attempt, link, by)).toEqual({ ok: false, reason: 'revoked' })
    }
    expect(await rowsOf(account.id)).toEqual(NOTHING)
    expect(await db().user.count({ where: { email: account.email } })).toBe(0)
  })

  test('deletes the account even if Redis is down', async () => {
    const account = await signedUp()
    vi.resetModules()
    vi.stubEnv('UPSTASH_REDIS_REST_URL', 'http://127.0.0.1:1')
    const withoutRedis = await import('./deletion')
    expect(await withoutRedis.deleteAccount(account)).toBe(true)
    expect(await rowsOf(account.id)).toEqual(NOTHING)
  })

  test('deletes nothing if the address has changed since, and nothing twice', async () => {
    const account = await signedUp()
    expect(await deleteAccount({ id: account.id, email: newRedemption().email })).toBe(false)
    expect(await findLiveSession(account.sessionId)).toBeDefined()
    expect(await deleteAccount(account)).toBe(true)
    expect(await deleteAccount(account)).toBe(false)
  })
})

describe('deleteAccount, while another process redeems a link to the same address', () => {
  let other: ReturnType<typeof startRedeeming> | undefined
  afterAll(() => other?.child.kill())

  test('attack: whichever comes first, no user is left', { timeout: 60_000 }, async () => {
    other = startRedeeming()
    await other.redeem(newRedemption())
    const outcomes = new Set<string>()
    for (let round = 0; round < 30 || (outcomes.size < 2 && round < 500); round++) {
      const account = await signedUp()
      const link = newRedemption({ email: account.email })
      const redeeming = other.redeem(link)
      // So that each of them comes first some of the time.
      await wait(round % 5)
      const [redeemed, deleted] = await Promise.all([redeeming, deleteAccount(account)])
      expect(deleted).toBe(true)
      expect(await db().user.count({ where: { email: account.email } })).toBe(0)
      expect(await rowsOf(account.id)).toEqual(NOTHING)
      expect(await other.redeem(link)).toEqual({ ok: false, reason: 'revoked' })
      outcomes.add(redeemed.ok ? 'redemption first' : 'deletion first')
    }
    expect([...outcomes].sort()).toEqual(['deletion first', 'redemption first'])
  })
})

/** A separate process that redeems on request. */
function startRedeeming() {
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
  const redeem = async (link: ReturnType<typeof newRedemption>) => {
    child.stdin.write(`${JSON.stringify(link)}\n`)
    return JSON.parse((await lines.next()).value) as { ok: boolean }
  }
  return { child, redeem }
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
