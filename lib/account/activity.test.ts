import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newClaim } from '@/e2e/support/redemption'
import type { AddressChange, Event, Session } from '@/generated/prisma/client'
import { createSession, endSessionsOf } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes } from '@/lib/platform/time'
import { activityOf, type Happening, KEPT, merge, onePage } from './activity'

const now = new Date('2026-11-22T12:00:00.000Z')
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

const session = (more: Partial<Session> = {}): Session => ({
  id: randomId(),
  userId: 'ann',
  attemptId: randomId(),
  browserHash: randomId(),
  keep: true,
  device: 'Firefox on Windows',
  network: '203.0.113.…',
  isNewBrowser: false,
  createdAt: ago(hours(1)),
  lastSeenAt: ago(hours(1)),
  endedAt: null,
  endReason: null,
  ...more,
})

const change = (more: Partial<AddressChange> = {}): AddressChange => ({
  id: randomId(),
  userId: 'ann',
  sessionId: randomId(),
  oldEmail: 'ann@example.com',
  newEmail: 'ann@example.org',
  confirmHash: randomId(),
  stopHash: randomId(),
  device: 'Firefox on Windows',
  network: '203.0.113.…',
  createdAt: ago(hours(3)),
  confirmedAt: null,
  stoppedAt: null,
  ...more,
})

const event = (more: Partial<Event> = {}): Event => ({
  id: randomId(),
  userId: 'ann',
  at: ago(hours(2)),
  kind: 'mail-sent',
  detail: 'sign-in',
  device: 'Firefox on Windows',
  network: '203.0.113.…',
  ...more,
})

const told = (rows: Partial<Parameters<typeof merge>[0]>) =>
  merge({ sessions: [], changes: [], events: [], ...rows })
const words = (happenings: Happening[]) => happenings.map(({ what }) => what)

describe('merge', () => {
  test('puts sign-ins, mails and changes in one order, newest first', () => {
    const happenings = told({ sessions: [session()], changes: [change()], events: [event()] })
    expect(words(happenings)).toEqual(['signed in', 'mail: sign-in', 'address: asked'])
    expect(happenings[0]).toEqual({
      at: ago(hours(1)),
      what: 'signed in',
      device: 'Firefox on Windows',
      network: '203.0.113.…',
    })
  })

  test('marks the sign-in in a new browser', () => {
    expect(words(told({ sessions: [session({ isNewBrowser: true })] }))).toEqual(['signed in, new browser'])
  })

  test.each(['signed-out', 'replaced', 'ended', 'not-me', 'address-changed', 'operator'])(
    'tells of a session that ended as %j',
    (endReason) => {
      const happenings = told({ sessions: [session({ endedAt: ago(minutes(1)), endReason })] })
      expect(words(happenings)).toEqual([`session ended: ${endReason}`, 'signed in'])
      expect(happenings[0]?.at).toEqual(ago(minutes(1)))
    },
  )

  test('tells when a session ran out that nobody ended', () => {
    const short = session({ keep: false, createdAt: ago(hours(13)), lastSeenAt: ago(hours(2)) })
    const idle = session({ createdAt: ago(days(20)), lastSeenAt: ago(days(15)) })
    const happenings = told({ sessions: [short, idle] })
    expect(happenings.filter(({ what }) => what === 'session ended: ran-out').map(({ at }) => at)).toEqual([
      ago(hours(1)),
      ago(days(1)),
    ])
  })

  test('tells how a change of address went on', () => {
    const [confirmed, stopped] = [{ confirmedAt: ago(hours(2)) }, { stoppedAt: ago(hours(1)) }]
    const of = (more: Partial<AddressChange>) => words(told({ changes: [change(more)] }))
    expect(of(confirmed)).toEqual(['address: confirmed', 'address: asked'])
    expect(of(stopped)).toEqual(['address: stopped', 'address: asked'])
    expect(of({ ...confirmed, ...stopped })).toEqual([
      'address: taken-back',
      'address: confirmed',
      'address: asked',
    ])
  })

  test('holds no id, hash or detail of any row', () => {
    const rows = {
      sessions: [session({ endedAt: ago(minutes(1)), endReason: 'ended' })],
      changes: [change({ confirmedAt: ago(hours(2)), stoppedAt: ago(hours(1)) })],
      events: [event({ kind: 'disowned', detail: randomId() })],
    }
    const text = JSON.stringify(merge(rows))
    const secrets = Object.values(rows)
      .flat()
      .flatMap((row) => Object.values(row))
      .filter((value) => typeof value === 'string' && /^[\w-]{22}$/.test(value))
    expect(secrets).toHaveLength(9)
    for (const secret of secrets) expect(text).not.toContain(secret)
  })
})

describe('onePage', () => {
  const at = (...times: number[]) =>
    times.map((time): Happening => ({ at: new Date(time), what: 'signed in' }))

  test('is the first so many, and says what the next page begins before', () => {
    expect(onePage(at(5, 4, 3, 2), 2)).toEqual({ happenings: at(5, 4), older: new Date(4) })
    expect(onePage(at(5, 4), 2)).toEqual({ happenings: at(5, 4) })
    expect(onePage([], 2)).toEqual({ happenings: [] })
  })

  test('does not part what happened in one moment', () => {
    expect(onePage(at(5, 4, 4, 4, 3), 2)).toEqual({ happenings: at(5, 4, 4, 4), older: new Date(4) })
    expect(onePage(at(5, 4, 4, 4), 2)).toEqual({ happenings: at(5, 4, 4, 4) })
  })
})

describe('activityOf', () => {
  async function ann() {
    const claim = newClaim()
    await createSession(claim)
    return db().user.findUniqueOrThrow({ where: { email: claim.email } })
  }

  test('shows everything once, page by page, and nobody else’s', async () => {
    const { id: userId, email } = await ann()
    await ann()
    for (let n = 0; n < 70; n++) await db().event.create({ data: event({ userId, at: ago(minutes(n + 1)) }) })
    for (let n = 0; n < 60; n++) await createSession(newClaim({ email }))
    // All in one moment.
    await endSessionsOf(userId, 'ended')

    const seen: Happening[] = []
    let before: Date | undefined
    for (let pages = 0; pages === 0 || before; pages++) {
      expect(pages).toBeLessThan(5)
      const page = await activityOf(userId, before)
      seen.push(...page.happenings)
      before = page.older
    }
    const times = seen.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(seen).toHaveLength(70 + 2 * 61)
  })

  test('shows what is up to 90 days old', async () => {
    const { id: userId } = await ann()
    await db().session.deleteMany({ where: { userId } })
    await db().event.createMany({
      data: [
        event({ userId, kind: 'wrong-code', at: ago(KEPT) }),
        event({ userId, kind: 'exported', at: ago(KEPT + 1) }),
      ],
    })
    await db().addressChange.create({
      data: change({ userId, createdAt: ago(KEPT + 1), stoppedAt: ago(KEPT) }),
    })
    // It began before, and its end counts.
    await db().session.create({
      data: session({
        userId,
        createdAt: ago(KEPT + days(5)),
        endedAt: ago(KEPT - 1),
        endReason: 'signed-out',
      }),
    })
    expect(words((await activityOf(userId)).happenings)).toEqual([
      'session ended: signed-out',
      'address: stopped',
      'wrong-code',
    ])
  })

  test('shows nothing before a time that is long ago, and no more than all before one to come', async () => {
    const { id: userId } = await ann()
    expect(await activityOf(userId, new Date('0001-01-01T00:00:00Z'))).toEqual({ happenings: [] })
    expect((await activityOf(userId, new Date('9999-12-31T00:00:00Z'))).happenings).toHaveLength(1)
  })
})
