import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import type { EmailChange, Event, Session } from '@/generated/prisma/client'
import { createSession, endSessions } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes } from '@/lib/platform/time'
import { ACTIVITY_FILTERS, type ActivityItem, merge, paginate, RETENTION, readActivity } from './activity'

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
  bindingHash: randomId(),
  deviceHash: randomId(),
  notifiedAt: null,
  language: 'en',
  remember: true,
  device: 'Firefox on Windows',
  network: '203.0.113.…',
  isNewDevice: false,
  createdAt: ago(hours(1)),
  lastSeenAt: ago(hours(1)),
  endedAt: null,
  endReason: null,
  ...more,
})

const change = (more: Partial<EmailChange> = {}): EmailChange => ({
  id: randomId(),
  userId: 'ann',
  sessionId: randomId(),
  oldEmail: 'ann@example.com',
  newEmail: 'ann@example.org',
  confirmHash: randomId(),
  undoHash: randomId(),
  device: 'Firefox on Windows',
  network: '203.0.113.…',
  createdAt: ago(hours(3)),
  sentAt: ago(hours(3)),
  confirmedAt: null,
  failedAt: null,
  canceledAt: null,
  ...more,
})

const event = (more: Partial<Event> = {}): Event => ({
  id: randomId(),
  userId: 'ann',
  at: ago(hours(2)),
  type: 'email-sent',
  detail: 'sign-in',
  device: 'Firefox on Windows',
  network: '203.0.113.…',
  ...more,
})

const merged = (rows: Partial<Parameters<typeof merge>[0]>) =>
  merge({ sessions: [], changes: [], events: [], ...rows })
const typesOf = (items: ActivityItem[]) => items.map(({ type }) => type)

describe('merge', () => {
  test('puts sign-ins, emails and changes in one order, newest first', () => {
    const items = merged({ sessions: [session()], changes: [change()], events: [event()] })
    expect(typesOf(items)).toEqual(['signed in', 'email: sign-in', 'email change: requested'])
    expect(items[0]).toEqual({
      at: ago(hours(1)),
      type: 'signed in',
      device: 'Firefox on Windows',
      network: '203.0.113.…',
    })
  })

  test('marks the sign-in on a new device', () => {
    expect(typesOf(merged({ sessions: [session({ isNewDevice: true })] }))).toEqual(['signed in, new device'])
  })

  test.each(['signed-out', 'replaced', 'revoked', 'reported', 'email-changed', 'operator'])(
    'shows a session that ended as %j',
    (endReason) => {
      const items = merged({ sessions: [session({ endedAt: ago(minutes(1)), endReason })] })
      expect(typesOf(items)).toEqual([`session ended: ${endReason}`, 'signed in'])
      expect(items[0]?.at).toEqual(ago(minutes(1)))
    },
  )

  test('shows when a session expired that no one ended', () => {
    const short = session({ remember: false, createdAt: ago(hours(13)), lastSeenAt: ago(hours(2)) })
    const idle = session({ createdAt: ago(days(20)), lastSeenAt: ago(days(15)) })
    const items = merged({ sessions: [short, idle] })
    expect(items.filter(({ type }) => type === 'session ended: expired').map(({ at }) => at)).toEqual([
      ago(hours(1)),
      ago(days(1)),
    ])
  })

  test('shows the outcome of an email change', () => {
    const [confirmed, canceled] = [{ confirmedAt: ago(hours(2)) }, { canceledAt: ago(hours(1)) }]
    const of = (more: Partial<EmailChange>) => typesOf(merged({ changes: [change(more)] }))
    expect(of(confirmed)).toEqual(['email change: confirmed', 'email change: requested'])
    expect(of(canceled)).toEqual(['email change: canceled', 'email change: requested'])
    expect(of({ ...confirmed, ...canceled })).toEqual([
      'email change: undone',
      'email change: confirmed',
      'email change: requested',
    ])
  })

  test('contains no id, hash or detail of any row', () => {
    const rows = {
      sessions: [session({ endedAt: ago(minutes(1)), endReason: 'revoked' })],
      changes: [change({ confirmedAt: ago(hours(2)), canceledAt: ago(hours(1)) })],
      events: [event({ type: 'reported', detail: randomId() })],
    }
    const text = JSON.stringify(merge(rows))
    const secrets = Object.values(rows)
      .flat()
      .flatMap((row) => Object.values(row))
      .filter((value) => typeof value === 'string' && /^[\w-]{22}$/.test(value))
    expect(secrets).toHaveLength(10)
    for (const secret of secrets) expect(text).not.toContain(secret)
  })
})

describe('paginate', () => {
  const at = (...times: number[]) =>
    times.map((time): ActivityItem => ({ at: new Date(time), type: 'signed in' }))

  test('returns the first items, and the time before which the next page begins', () => {
    expect(paginate(at(5, 4, 3, 2), 2)).toEqual({ items: at(5, 4), older: new Date(4) })
    expect(paginate(at(5, 4), 2)).toEqual({ items: at(5, 4) })
    expect(paginate([], 2)).toEqual({ items: [] })
  })

  test('doesn’t separate what happened at the same moment', () => {
    expect(paginate(at(5, 4, 4, 4, 3), 2)).toEqual({ items: at(5, 4, 4, 4), older: new Date(4) })
    expect(paginate(at(5, 4, 4, 4), 2)).toEqual({ items: at(5, 4, 4, 4) })
  })
})

describe('readActivity', () => {
  async function ann() {
    const redemption = newRedemption()
    await createSession(redemption)
    return db().user.findUniqueOrThrow({ where: { email: redemption.email } })
  }

  test('shows everything once, page by page, and nothing of anyone else’s', async () => {
    const { id: userId, email } = await ann()
    await ann()
    for (let n = 0; n < 70; n++) await db().event.create({ data: event({ userId, at: ago(minutes(n + 1)) }) })
    for (let n = 0; n < 60; n++) await createSession(newRedemption({ email }))
    // All at the same moment.
    await endSessions({ userId: userId }, 'revoked')

    const seen: ActivityItem[] = []
    let before: Date | undefined
    for (let pages = 0; pages === 0 || before; pages++) {
      expect(pages).toBeLessThan(5)
      const page = await readActivity(userId, { before })
      seen.push(...page.items)
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
        event({ userId, type: 'wrong-code', at: ago(RETENTION) }),
        event({ userId, type: 'exported', at: ago(RETENTION + 1) }),
      ],
    })
    await db().emailChange.create({
      data: change({ userId, createdAt: ago(RETENTION + 1), canceledAt: ago(RETENTION) }),
    })
    // It began earlier, but its end counts.
    await db().session.create({
      data: session({
        userId,
        createdAt: ago(RETENTION + days(5)),
        endedAt: ago(RETENTION - 1),
        endReason: 'signed-out',
      }),
    })
    expect(typesOf((await readActivity(userId)).items)).toEqual([
      'session ended: signed-out',
      'email change: canceled',
      'wrong-code',
    ])
  })

  test('shows nothing before a distant past, and everything before a distant future', async () => {
    const { id: userId } = await ann()
    expect(await readActivity(userId, { before: new Date('0001-01-01T00:00:00Z') })).toEqual({ items: [] })
    expect((await readActivity(userId, { before: new Date('9999-12-31T00:00:00Z') })).items).toHaveLength(1)
  })

  test('shows a part of it, all of each part', async () => {
    const { id: userId } = await ann()
    await db().emailChange.create({ data: change({ userId }) })
    await db().event.createMany({
      data: (['email-sent', 'wrong-code', 'exported'] as const).map((type) => ({
        ...{ id: randomId(), userId, at: ago(1), type },
        detail: type === 'email-sent' ? 'sign-in' : null,
      })),
    })
    const all = typesOf((await readActivity(userId)).items).toSorted()
    const parts = await Promise.all(
      ACTIVITY_FILTERS.map(async (filter) => typesOf((await readActivity(userId, { filter })).items)),
    )
    expect(parts).toEqual([
      expect.arrayContaining(['wrong-code', 'signed in']),
      ['email: sign-in'],
      expect.arrayContaining(['exported', 'email change: requested']),
    ])
    expect(parts.flat().toSorted()).toEqual(all)
  })
})
