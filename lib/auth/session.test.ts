import { beforeEach, describe, expect, test, vi } from 'vitest'
import { countCalls } from '@/e2e/support/calls'
import { newRedemption } from '@/e2e/support/redemption'
import { revokeLinks } from '@/lib/auth/revocation'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes, seconds } from '@/lib/platform/time'
import { createSession, endSessions, findLiveSession, markSeen, whyOver } from './session'
import { isRecent, isRefreshDue } from './session-lifetime'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function sessionOf(about = newRedemption()) {
  const redeemed = await createSession(about)
  if (!redeemed.ok) throw new Error('not redeemed')
  return redeemed.session
}

describe('createSession', () => {
  test('creates the user at the first sign-in, and finds the same one at the second', async () => {
    const first = newRedemption()
    const one = await findLiveSession((await sessionOf(first)).id)
    const two = await findLiveSession((await sessionOf(newRedemption({ email: first.email }))).id)
    expect(one?.email).toBe(first.email)
    expect(two?.userId).toBe(one?.userId)
    expect(two?.id).not.toBe(one?.id)
  })

  test('attack: 50 redemptions of one attempt make one session', async () => {
    const about = newRedemption()
    const redemptions = await Promise.all(
      Array.from({ length: 50 }, () => createSession({ ...about, bindingHash: randomId() })),
    )
    expect(redemptions.filter((each) => each.ok)).toHaveLength(1)
    expect(await db().session.count({ where: { attemptId: about.attemptId } })).toBe(1)
  })

  test('20 first sign-ins of one address at once make one user', async () => {
    const { email } = newRedemption()
    const redemptions = await Promise.all(
      Array.from({ length: 20 }, () => createSession(newRedemption({ email }))),
    )
    expect(redemptions.every((each) => each.ok)).toBe(true)
    expect(await db().user.count({ where: { email } })).toBe(1)
    expect(await db().session.count({ where: { user: { email } } })).toBe(20)
  })

  test('the same browser gets the same session again for a minute, and not a moment longer', async () => {
    const about = newRedemption()
    const first = await sessionOf(about)
    later(minutes(1) - 1)
    expect(await createSession(about)).toEqual({ ok: true, session: first })
    later(minutes(1))
    expect(await createSession(about)).toEqual({ ok: false, reason: 'used' })
  })

  test('attack: another browser with the same link gets nothing', async () => {
    const about = newRedemption()
    await sessionOf(about)
    expect(await createSession({ ...about, bindingHash: randomId() })).toEqual({ ok: false, reason: 'used' })
  })

  test('attack: after signing out, the link makes no second session', async () => {
    const about = newRedemption()
    await endSessions({ id: (await sessionOf(about)).id }, 'signed-out')
    expect(await createSession(about)).toEqual({ ok: false, reason: 'used' })
  })
})

describe('createSession, statement by statement', () => {
  const statementsOf = async (about: ReturnType<typeof newRedemption>) => {
    const { result, calls } = await countCalls(() => createSession(about))
    return { ok: result.ok, statements: calls.statements }
  }

  test('makes two for a new address, and one for an account that the email was sent to', async () => {
    const first = newRedemption()
    expect(await statementsOf(first)).toEqual({ ok: true, statements: 2 })
    const known = newRedemption({ email: first.email, hasUser: true })
    expect(await statementsOf(known)).toEqual({ ok: true, statements: 1 })
    // Whatever comes of it: again, by another browser, after a revocation, without sign-up.
    expect(await statementsOf(first)).toEqual({ ok: true, statements: 2 })
    expect(await statementsOf(known)).toEqual({ ok: true, statements: 1 })
    expect(await statementsOf({ ...known, bindingHash: randomId() })).toEqual({ ok: false, statements: 1 })
    // Refused, it asks why, for the page.
    expect(await statementsOf(newRedemption({ canSignUp: false }))).toEqual({ ok: false, statements: 2 })
    await revokeLinks(first.email)
    const revoked = newRedemption({ email: first.email })
    expect(await statementsOf(revoked)).toEqual({ ok: false, statements: 3 })
  })

  test('attack: a claim that the address has an account makes neither session nor account', async () => {
    const about = newRedemption({ hasUser: true })
    expect(await createSession(about)).toEqual({ ok: false, reason: 'revoked' })
    expect(await db().user.count({ where: { email: about.email } })).toBe(0)
    expect(await db().session.count({ where: { attemptId: about.attemptId } })).toBe(0)
  })

  test('after a crash between the two, the link works, and the account’s first device is no news', async () => {
    const about = newRedemption()
    const crash = vi.spyOn(db(), '$queryRaw').mockRejectedValueOnce(new Error('crash'))
    await expect(createSession(about)).rejects.toThrow('crash')
    crash.mockRestore()
    expect(await db().user.count({ where: { email: about.email } })).toBe(1)
    later(minutes(1))
    expect(await sessionOf(about)).toMatchObject({ isNewDevice: false })
  })

  test('the same session comes back as it was made, types and all', async () => {
    const about = newRedemption({ remember: false })
    const made = await sessionOf(about)
    expect(made).toMatchObject({
      ...{ id: expect.stringMatching(/^[\w-]{22}$/), createdAt: started.getTime() },
      ...{ remember: false, isNewDevice: false, device: about.device.name, network: about.device.network },
    })
    later(seconds(1))
    expect(await sessionOf(about)).toEqual(made)
  })
})

describe('createSession, for an account that has changed', () => {
  test('attack: a link from before the account was deleted doesn’t bring it back', async () => {
    const about = newRedemption()
    await sessionOf(about)
    later(minutes(1))
    const link = newRedemption({ email: about.email })
    later(minutes(2))
    await db().$transaction([revokeLinks(about.email), db().user.delete({ where: { email: about.email } })])
    expect(await createSession(link)).toEqual({ ok: false, reason: 'revoked' })
    expect(await db().user.count({ where: { email: about.email } })).toBe(0)
    // A link requested now makes a new account.
    later(minutes(2) + seconds(1) + 1)
    expect(await createSession(newRedemption({ email: about.email }))).toMatchObject({ ok: true })
  })

  test('a disabled user has no session, old or new', async () => {
    const about = newRedemption()
    const { id } = await sessionOf(about)
    await db().user.update({ where: { email: about.email }, data: { disabledAt: new Date() } })
    expect(await findLiveSession(id)).toBeUndefined()
    expect(await createSession(newRedemption({ email: about.email }))).toEqual({
      ok: false,
      reason: 'revoked',
    })
    await db().user.update({ where: { email: about.email }, data: { disabledAt: null } })
    expect(await findLiveSession(id)).toBeDefined()
  })

  test('makes no account if sign-up isn’t allowed', async () => {
    expect(await createSession(newRedemption({ canSignUp: false }))).toEqual({ ok: false, reason: 'revoked' })
  })
})

describe('createSession, on a device', () => {
  test('marks the first sign-in on a device as new, unless it is the account’s first', async () => {
    const first = newRedemption()
    expect(await sessionOf(first)).toMatchObject({ isNewDevice: false })
    later(minutes(1))
    expect(await sessionOf(newRedemption({ email: first.email, device: first.device }))).toMatchObject({
      isNewDevice: false,
    })
    const other = newRedemption({ email: first.email })
    expect(await sessionOf(other)).toMatchObject({ isNewDevice: true })
    // A lost answer is given again, and so is its security email.
    expect(await sessionOf(other)).toMatchObject({ isNewDevice: true })
    later(minutes(3))
    expect(await sessionOf({ ...other, attemptId: randomId() })).toMatchObject({ isNewDevice: false })
  })

  test('is new to an account whose sessions were all pruned: its owner still gets a notice', async () => {
    const first = newRedemption()
    await sessionOf(first)
    await db().session.deleteMany({ where: { user: { email: first.email } } })
    later(days(100))
    const { email, device } = first
    expect(await sessionOf(newRedemption({ email }))).toMatchObject({ isNewDevice: true })
    // Even the same device: no one remembers it.
    await db().session.deleteMany({ where: { user: { email } } })
    expect(await sessionOf(newRedemption({ email, device }))).toMatchObject({ isNewDevice: true })
  })

  test.each(['signed-out', 'replaced', 'email-changed'] as const)(
    'stays known after a session that ended as %j',
    async (reason) => {
      const about = newRedemption()
      const { id } = await sessionOf(about)
      await endSessions({ id }, reason)
      later(minutes(1))
      expect(await sessionOf({ ...about, attemptId: randomId() })).toMatchObject({ isNewDevice: false })
    },
  )

  test('a device that is known to one account is new to another', async () => {
    const first = newRedemption()
    await sessionOf(first)
    const other = newRedemption()
    await sessionOf(other)
    later(minutes(1))
    expect(await sessionOf(newRedemption({ email: other.email, device: first.device }))).toMatchObject({
      isNewDevice: true,
    })
  })
})

describe('whyOver', () => {
  test('tells a used link and a revoked one from one that works', async () => {
    const about = newRedemption()
    const why = () => whyOver(about.attemptId, about.email, about.requestedAt)
    expect(await why()).toBeUndefined()
    await db().$transaction([revokeLinks(about.email)])
    expect(await why()).toBe('revoked')
    const other = newRedemption()
    await sessionOf(other)
    expect(await whyOver(other.attemptId, other.email, other.requestedAt)).toBe('used')
  })
})

describe('endSessions', () => {
  test('ends all sessions of one user except the given one, and no one else’s', async () => {
    const about = newRedemption()
    const [mine, other] = [await sessionOf(about), await sessionOf(newRedemption({ email: about.email }))]
    const stranger = await sessionOf()
    const userId = (await findLiveSession(mine.id))?.userId ?? ''
    await endSessions({ userId: userId, except: mine.id }, 'revoked')
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await findLiveSession(other.id)).toBeUndefined()
    await endSessions({ userId: userId }, 'revoked')
    expect(await findLiveSession(mine.id)).toBeUndefined()
    expect(await findLiveSession(stranger.id)).toBeDefined()
  })

  test('attack: another user’s session id ends nothing', async () => {
    const [mine, theirs] = [await sessionOf(), await sessionOf()]
    const userId = (await findLiveSession(mine.id))?.userId ?? ''
    await endSessions({ id: theirs.id, userId }, 'revoked')
    expect(await findLiveSession(theirs.id)).toBeDefined()
    await endSessions({ id: mine.id, userId }, 'revoked')
    expect(await findLiveSession(mine.id)).toBeUndefined()
  })
})

describe('findLiveSession', () => {
  test('without "Keep me signed in", refuses a session after 12 hours, however much it is used', async () => {
    const { id } = await sessionOf(newRedemption({ remember: false }))
    later(hours(11))
    await markSeen(id)
    later(hours(12) - 1)
    expect(await findLiveSession(id)).toBeDefined()
    later(hours(12))
    expect(await findLiveSession(id)).toBeUndefined()
  })

  test('refuses a session at the very moment it has been idle for 14 days', async () => {
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
    await endSessions({ id }, 'signed-out')
    expect(await findLiveSession(id)).toBeUndefined()
    expect(await findLiveSession(randomId())).toBeUndefined()
  })

  test('being seen doesn’t bring an ended session back', async () => {
    const { id } = await sessionOf()
    await endSessions({ id }, 'signed-out')
    await markSeen(id)
    expect(await findLiveSession(id)).toBeUndefined()
  })
})

describe('isRefreshDue', () => {
  test('is true after five minutes', async () => {
    const session = await findLiveSession((await sessionOf()).id)
    if (!session) throw new Error('no session')
    later(minutes(5) - seconds(1))
    expect(isRefreshDue(session)).toBe(false)
    later(minutes(5))
    expect(isRefreshDue(session)).toBe(true)
  })
})

describe('isRecent', () => {
  test('is true for ten minutes after the sign-in', async () => {
    const session = await findLiveSession((await sessionOf()).id)
    if (!session) throw new Error('no session')
    later(minutes(10) - 1)
    expect(isRecent(session)).toBe(true)
    later(minutes(10))
    expect(isRecent(session)).toBe(false)
  })
})
