import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newClaim } from '@/e2e/support/redemption'
import { createSession, findLiveSession, markSeen } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes } from '@/lib/platform/time'
import { endFromList, liveSessionsOf } from './sessions'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function signIn(about: Partial<ReturnType<typeof newClaim>> = {}) {
  const claimed = await createSession(newClaim(about))
  const session = claimed.ok && (await findLiveSession(claimed.session.id))
  if (!session) throw new Error('not signed in')
  return session
}

const addressChangeIn = ({ id, userId }: { id: string; userId: string }) =>
  db().addressChange.create({
    data: {
      id: randomId(),
      userId,
      sessionId: id,
      oldEmail: 'old@example.com',
      newEmail: 'new@example.com',
      confirmHash: randomId(),
      stopHash: randomId(),
      device: 'Firefox on Windows',
      network: '203.0.113.…',
      createdAt: new Date(),
    },
  })

describe('liveSessionsOf', () => {
  test('this one first, the others by when they were last used', async () => {
    const { email } = newClaim()
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

  test('none that has ended, has run out or is somebody else’s', async () => {
    const { email } = newClaim()
    const short = await signIn({ email, keep: false })
    const idle = await signIn({ email })
    const ended = await signIn({ email })
    await signIn()
    await endFromList(ended)
    later(hours(11))
    const mine = await signIn({ email })
    const ids = async () => (await liveSessionsOf(mine)).map(({ id }) => id).sort()
    expect(await ids()).toEqual([short.id, idle.id, mine.id].sort())
    later(hours(12))
    expect(await ids()).toEqual([idle.id, mine.id].sort())
    later(days(14))
    expect(await ids()).toEqual([mine.id])
  })

  test('says when a short one ends, and nothing of the kind of others', async () => {
    const { email } = newClaim()
    await signIn({ email, keep: false })
    const [mine, short] = await liveSessionsOf(await signIn({ email }))
    expect(mine?.endsAt).toBeUndefined()
    expect(short?.endsAt).toEqual(new Date(started.getTime() + hours(12)))
  })
})

describe('endFromList', () => {
  test('ends that session, and the change of address that was begun in it', async () => {
    const { email } = newClaim()
    const [mine, intruder] = [await signIn({ email }), await signIn({ email })]
    const [ours, theirs] = [await addressChangeIn(mine), await addressChangeIn(intruder)]
    await endFromList(intruder)
    expect(await findLiveSession(intruder.id)).toBeUndefined()
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await db().session.findUnique({ where: { id: intruder.id } })).toMatchObject({
      endReason: 'ended',
    })
    expect(await db().addressChange.findUnique({ where: { id: theirs.id } })).toMatchObject({
      stoppedAt: started,
    })
    expect(await db().addressChange.findUnique({ where: { id: ours.id } })).toMatchObject({
      stoppedAt: null,
    })
  })

  test('attack: the id of somebody else’s session ends neither it nor their change of address', async () => {
    const [mine, theirs] = [await signIn(), await signIn()]
    const change = await addressChangeIn(theirs)
    await endFromList({ id: theirs.id, userId: mine.userId })
    expect(await findLiveSession(theirs.id)).toBeDefined()
    expect(await db().addressChange.findUnique({ where: { id: change.id } })).toMatchObject({
      stoppedAt: null,
    })
    // The premise: with the right user, it does.
    await endFromList(theirs)
    expect(await findLiveSession(theirs.id)).toBeUndefined()
  })

  test('a session that has ended stays ended as it was', async () => {
    const session = await signIn()
    await endFromList(session)
    later(minutes(1))
    await endFromList(session)
    expect(await db().session.findUnique({ where: { id: session.id } })).toMatchObject({ endedAt: started })
  })
})
