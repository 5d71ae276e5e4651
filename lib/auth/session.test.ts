import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newClaim } from '@/e2e/support/redemption'
import { voidLinks } from '@/lib/auth/revocation'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes, seconds } from '@/lib/platform/time'
import { createSession, endSession, endSessionsOf, findLiveSession, markSeen } from './session'
import { isRecent, isSeenDue } from './session-lifetime'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function sessionOf(about = newClaim()) {
  const claimed = await createSession(about)
  if (!claimed.ok) throw new Error('not claimed')
  return claimed.session
}

describe('createSession', () => {
  test('makes the user at the first sign-in, and finds the same one at the second', async () => {
    const first = newClaim()
    const one = await findLiveSession((await sessionOf(first)).id)
    const two = await findLiveSession((await sessionOf(newClaim({ email: first.email }))).id)
    expect(one?.email).toBe(first.email)
    expect(two?.userId).toBe(one?.userId)
    expect(two?.id).not.toBe(one?.id)
  })

  test('attack: 50 claims of one attempt make one session', async () => {
    const about = newClaim()
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => createSession({ ...about, browserHash: randomId() })),
    )
    expect(claims.filter((each) => each.ok)).toHaveLength(1)
    expect(await db().session.count({ where: { attemptId: about.attemptId } })).toBe(1)
  })

  test('20 first sign-ins of one address at once make one user', async () => {
    const { email } = newClaim()
    const claims = await Promise.all(Array.from({ length: 20 }, () => createSession(newClaim({ email }))))
    expect(claims.every((each) => each.ok)).toBe(true)
    expect(await db().user.count({ where: { email } })).toBe(1)
    expect(await db().session.count({ where: { user: { email } } })).toBe(20)
  })

  test('the same browser has the same session again for a minute, and not a moment longer', async () => {
    const about = newClaim()
    const first = await sessionOf(about)
    later(minutes(1) - 1)
    expect(await createSession(about)).toEqual({ ok: true, session: first })
    later(minutes(1))
    expect(await createSession(about)).toEqual({ ok: false, reason: 'used' })
  })

  test('attack: another browser with the same link has nothing', async () => {
    const about = newClaim()
    await sessionOf(about)
    expect(await createSession({ ...about, browserHash: randomId() })).toEqual({ ok: false, reason: 'used' })
  })

  test('attack: after signing out, the link makes no second session', async () => {
    const about = newClaim()
    await endSession({ id: (await sessionOf(about)).id }, 'signed-out')
    expect(await createSession(about)).toEqual({ ok: false, reason: 'used' })
  })
})

describe('createSession, for an account that is no more as it was', () => {
  test('attack: a link from before the account was deleted does not bring it back', async () => {
    const about = newClaim()
    await sessionOf(about)
    later(minutes(1))
    const link = newClaim({ email: about.email })
    later(minutes(2))
    await db().$transaction([voidLinks(about.email), db().user.delete({ where: { email: about.email } })])
    expect(await createSession(link)).toEqual({ ok: false, reason: 'void' })
    expect(await db().user.count({ where: { email: about.email } })).toBe(0)
    // Who asks now is welcome as new.
    later(minutes(2) + 1)
    expect(await createSession(newClaim({ email: about.email }))).toMatchObject({ ok: true })
  })

  test('a disabled user has no session, neither an old one nor a new one', async () => {
    const about = newClaim()
    const { id } = await sessionOf(about)
    await db().user.update({ where: { email: about.email }, data: { disabledAt: new Date() } })
    expect(await findLiveSession(id)).toBeUndefined()
    expect(await createSession(newClaim({ email: about.email }))).toEqual({ ok: false, reason: 'void' })
    await db().user.update({ where: { email: about.email }, data: { disabledAt: null } })
    expect(await findLiveSession(id)).toBeDefined()
  })

  test('makes no account where none may be made', async () => {
    expect(await createSession(newClaim({ mayBeNew: false }))).toEqual({ ok: false, reason: 'void' })
  })
})

describe('createSession, in a browser', () => {
  test('tells the first sign-in there from later ones, but not the account’s first', async () => {
    const first = newClaim()
    expect(await sessionOf(first)).toMatchObject({ isNewBrowser: false })
    later(minutes(1))
    expect(await sessionOf(newClaim({ email: first.email, browser: first.browser }))).toMatchObject({
      isNewBrowser: false,
    })
    const other = newClaim({ email: first.email })
    expect(await sessionOf(other)).toMatchObject({ isNewBrowser: true })
    // A lost answer is given again, and the mail that goes with it.
    expect(await sessionOf(other)).toMatchObject({ isNewBrowser: true })
    later(minutes(3))
    expect(await sessionOf({ ...other, attemptId: randomId() })).toMatchObject({ isNewBrowser: false })
  })

  test('a browser that is known to one account is new to another', async () => {
    const first = newClaim()
    await sessionOf(first)
    const other = newClaim()
    await sessionOf(other)
    later(minutes(1))
    expect(await sessionOf(newClaim({ email: other.email, browser: first.browser }))).toMatchObject({
      isNewBrowser: true,
    })
  })
})

describe('endSessionsOf', () => {
  test('ends all of one user but the one that is left out, and nobody else’s', async () => {
    const about = newClaim()
    const [mine, other] = [await sessionOf(about), await sessionOf(newClaim({ email: about.email }))]
    const stranger = await sessionOf()
    const userId = (await findLiveSession(mine.id))?.userId ?? ''
    await endSessionsOf(userId, 'ended', mine.id)
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await findLiveSession(other.id)).toBeUndefined()
    await endSessionsOf(userId, 'ended')
    expect(await findLiveSession(mine.id)).toBeUndefined()
    expect(await findLiveSession(stranger.id)).toBeDefined()
  })
})

describe('endSession', () => {
  test('attack: somebody else’s session id ends nothing', async () => {
    const [mine, theirs] = [await sessionOf(), await sessionOf()]
    const userId = (await findLiveSession(mine.id))?.userId ?? ''
    await endSession({ id: theirs.id, userId }, 'ended')
    expect(await findLiveSession(theirs.id)).toBeDefined()
    await endSession({ id: mine.id, userId }, 'ended')
    expect(await findLiveSession(mine.id)).toBeUndefined()
  })
})

describe('findLiveSession', () => {
  test('refuses one that is not to be kept after 12 hours, however much it is used', async () => {
    const { id } = await sessionOf(newClaim({ keep: false }))
    later(hours(11))
    await markSeen(id)
    later(hours(12) - 1)
    expect(await findLiveSession(id)).toBeDefined()
    later(hours(12))
    expect(await findLiveSession(id)).toBeUndefined()
  })

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
    await endSession({ id }, 'signed-out')
    expect(await findLiveSession(id)).toBeUndefined()
    expect(await findLiveSession(randomId())).toBeUndefined()
  })

  test('being seen does not bring an ended session back', async () => {
    const { id } = await sessionOf()
    await endSession({ id }, 'signed-out')
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

describe('isRecent', () => {
  test('for ten minutes after the sign-in', async () => {
    const session = await findLiveSession((await sessionOf()).id)
    if (!session) throw new Error('no session')
    later(minutes(10) - 1)
    expect(isRecent(session)).toBe(true)
    later(minutes(10))
    expect(isRecent(session)).toBe(false)
  })
})
