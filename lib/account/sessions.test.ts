import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { createSession, endSessions, findLiveSession, markSeen } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes } from '@/lib/platform/time'
import { liveSessionsOf } from './sessions'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function signIn(about: Partial<ReturnType<typeof newRedemption>> = {}) {
  const redeemed = await createSession(newRedemption(about))
  const session = redeemed.ok && (await findLiveSession(redeemed.session.id))
  if (!session) throw new Error('not signed in')
  return session
}

const emailChangeIn = ({ id, userId }: { id: string; userId: string }) =>
  db().emailChange.create({
    data: {
      id: randomId(),
      userId,
      sessionId: id,
      oldEmail: 'old@example.com',
      newEmail: 'new@example.com',
      confirmHash: randomId(),
      undoHash: randomId(),
      device: 'Firefox on Windows',
      network: '203.0.113.…',
      createdAt: new Date(),
    },
  })

describe('liveSessionsOf', () => {
  test('lists this session first, and the others by when they were last used', async () => {
    const { email } = newRedemption()
    const oldest = await signIn({ email })
    later(minutes(1))
    const mine = await signIn({ email })
    later(minutes(2))
    const newest = await signIn({ email })
    later(minutes(20))
    await markSeen(oldest.id)
    later(minutes(30))
    const listed = await liveSessionsOf(mine)
    expect(listed.map(({ id }) => id)).toEqual([mine.id, oldest.id, newest.id])
    expect(listed.map(({ isThis }) => isThis)).toEqual([true, false, false])
    expect(listed[1]?.seenAt).toEqual(new Date(started.getTime() + minutes(20)))
  })

  test('lists none that has ended, has expired or is someone else’s', async () => {
    const { email } = newRedemption()
    const short = await signIn({ email, remember: false })
    const idle = await signIn({ email })
    const ended = await signIn({ email })
    await signIn()
    await endSessions({ id: ended.id, userId: ended.userId }, 'revoked')
    later(hours(11))
    const mine = await signIn({ email })
    const ids = async () => (await liveSessionsOf(mine)).map(({ id }) => id).sort()
    expect(await ids()).toEqual([short.id, idle.id, mine.id].sort())
    later(hours(12))
    expect(await ids()).toEqual([idle.id, mine.id].sort())
    later(days(14))
    expect(await ids()).toEqual([mine.id])
  })

  test('says when a temporary session expires, and not when others do', async () => {
    const { email } = newRedemption()
    await signIn({ email, remember: false })
    const [mine, short] = await liveSessionsOf(await signIn({ email }))
    expect(mine?.endsAt).toBeUndefined()
    expect(short?.endsAt).toEqual(new Date(started.getTime() + hours(12)))
  })
})

describe('endSessions, from the list', () => {
  test('ends that session, and the email change that was requested in it', async () => {
    const { email } = newRedemption()
    const [mine, intruder] = [await signIn({ email }), await signIn({ email })]
    const [ours, theirs] = [await emailChangeIn(mine), await emailChangeIn(intruder)]
    await endSessions({ id: intruder.id, userId: intruder.userId }, 'revoked')
    expect(await findLiveSession(intruder.id)).toBeUndefined()
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await db().session.findUnique({ where: { id: intruder.id } })).toMatchObject({
      endReason: 'revoked',
    })
    expect(await db().emailChange.findUnique({ where: { id: theirs.id } })).toMatchObject({
      canceledAt: started,
    })
    expect(await db().emailChange.findUnique({ where: { id: ours.id } })).toMatchObject({
      canceledAt: null,
    })
  })

  test('attack: the id of another user’s session ends neither that nor their email change', async () => {
    const [mine, theirs] = [await signIn(), await signIn()]
    const change = await emailChangeIn(theirs)
    await endSessions({ id: theirs.id, userId: mine.userId }, 'revoked')
    expect(await findLiveSession(theirs.id)).toBeDefined()
    expect(await db().emailChange.findUnique({ where: { id: change.id } })).toMatchObject({
      canceledAt: null,
    })
    // The premise: with the right user, it does end.
    await endSessions({ id: theirs.id, userId: theirs.userId }, 'revoked')
    expect(await findLiveSession(theirs.id)).toBeUndefined()
  })

  test('a session that has ended keeps its time and reason', async () => {
    const session = await signIn()
    await endSessions({ id: session.id, userId: session.userId }, 'revoked')
    later(minutes(1))
    await endSessions({ id: session.id, userId: session.userId }, 'revoked')
    expect(await db().session.findUnique({ where: { id: session.id } })).toMatchObject({ endedAt: started })
  })
})
