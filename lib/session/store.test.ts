import { beforeEach, describe, expect, test, vi } from 'vitest'
import { db } from '@/lib/db'
import { randomId } from '@/lib/secrets'
import { days, minutes, seconds } from '@/lib/time'
import { createSession, endSession, findLiveSession, isSeenDue, markSeen } from './store'

const claim = () => ({ attemptId: randomId(), email: `${randomId()}@example.com`, browserHash: randomId() })

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function sessionOf(about = claim()) {
  const claimed = await createSession(about)
  if (!claimed.ok) throw new Error('not claimed')
  return claimed.session
}

describe('createSession', () => {
  test('makes the user at the first sign-in, and finds the same one at the second', async () => {
    const first = claim()
    const one = await findLiveSession((await sessionOf(first)).id)
    const two = await findLiveSession((await sessionOf({ ...claim(), email: first.email })).id)
    expect(one?.email).toBe(first.email)
    expect(two?.userId).toBe(one?.userId)
    expect(two?.id).not.toBe(one?.id)
  })

  test('attack: 50 claims of one attempt make one session', async () => {
    const about = claim()
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => createSession({ ...about, browserHash: randomId() })),
    )
    expect(claims.filter((each) => each.ok)).toHaveLength(1)
    expect(await db().session.count({ where: { attemptId: about.attemptId } })).toBe(1)
  })

  test('20 first sign-ins of one address at once make one user', async () => {
    const { email } = claim()
    const claims = await Promise.all(Array.from({ length: 20 }, () => createSession({ ...claim(), email })))
    expect(claims.every((each) => each.ok)).toBe(true)
    expect(await db().user.count({ where: { email } })).toBe(1)
    expect(await db().session.count({ where: { user: { email } } })).toBe(20)
  })

  test('the same browser has the same session again for a minute, and not a moment longer', async () => {
    const about = claim()
    const first = await sessionOf(about)
    later(minutes(1) - 1)
    expect(await createSession(about)).toEqual({ ok: true, session: first })
    later(minutes(1))
    expect(await createSession(about)).toEqual({ ok: false, reason: 'used' })
  })

  test('attack: another browser with the same link has nothing', async () => {
    const about = claim()
    await sessionOf(about)
    expect(await createSession({ ...about, browserHash: randomId() })).toEqual({ ok: false, reason: 'used' })
  })

  test('attack: after signing out, the link makes no second session', async () => {
    const about = claim()
    await endSession((await sessionOf(about)).id)
    expect(await createSession(about)).toEqual({ ok: false, reason: 'used' })
  })
})

describe('findLiveSession', () => {
  test('refuses a session at the very moment that it has been idle for 14 days', async () => {
    const { id } = await sessionOf()
    later(days(14) - 1)
    expect(await findLiveSession(id)).toBeDefined()
    later(days(14))
    expect(await findLiveSession(id)).toBeUndefined()
  })

  test('refuses a session after 30 days, however much it is used', async () => {
    const { id } = await sessionOf()
    for (const day of [10, 20, 29]) {
      later(days(day))
      expect(await findLiveSession(id)).toBeDefined()
      await markSeen(id)
    }
    later(days(30) - 1)
    expect(await findLiveSession(id)).toBeDefined()
    later(days(30))
    expect(await findLiveSession(id)).toBeUndefined()
  })

  test('refuses an ended session at once, and an unknown one', async () => {
    const { id } = await sessionOf()
    await endSession(id)
    expect(await findLiveSession(id)).toBeUndefined()
    expect(await findLiveSession(randomId())).toBeUndefined()
  })

  test('being seen does not bring an ended session back', async () => {
    const { id } = await sessionOf()
    await endSession(id)
    await markSeen(id)
    expect(await findLiveSession(id)).toBeUndefined()
  })
})

describe('isSeenDue', () => {
  test('every five minutes', async () => {
    const session = await findLiveSession((await sessionOf()).id)
    if (!session) throw new Error('no session')
    later(minutes(5) - seconds(1))
    expect(isSeenDue(session)).toBe(false)
    later(minutes(5))
    expect(isSeenDue(session)).toBe(true)
  })
})
