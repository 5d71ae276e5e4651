import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { emailsTo } from '@/e2e/support/calls'
import { newDeviceEmail } from '@/e2e/support/copy'
import { newRedemption } from '@/e2e/support/redemption'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, minutes } from '@/lib/platform/time'
import { prune } from './prune'

// Long before everything else that unit tests write into their database, so that no other test
// loses rows.
const now = new Date('2020-06-15T12:00:00.000Z')
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)

let userId: string

beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  userId = randomId()
  await db().user.create({ data: { id: userId, email: newRedemption().email, createdAt: ago(days(1000)) } })
})
afterEach(async () => {
  await db().user.delete({ where: { id: userId } })
  vi.useRealTimers()
})

const session = (createdAt: Date, more: { lastSeenAt?: Date; id?: string } = {}) => ({
  id: randomId(),
  userId,
  attemptId: randomId(),
  bindingHash: '',
  deviceHash: '',
  remember: true,
  device: '',
  network: '',
  isNewDevice: false,
  createdAt,
  lastSeenAt: createdAt,
  ...more,
})
const event = (at: Date) => ({ id: randomId(), userId, at, type: 'exported' })
const change = (createdAt: Date) => ({
  ...{ id: randomId(), userId, sessionId: '', oldEmail: '', newEmail: '', confirmHash: '', undoHash: '' },
  ...{ device: '', network: '', createdAt },
})
const revocation = (at: Date) => ({ emailHash: randomId(), revokedAt: at })

const suppression = (until: Date | null) => ({
  ...{ email: randomId(), reason: 'bounced', createdAt: ago(days(1000)), until },
})

const NONE = { sessions: 0, events: 0, emailChanges: 0, linkRevocations: 0, suppressions: 0 }

describe('prune', () => {
  test('keeps rows of the maximum age, and deletes rows a millisecond older', async () => {
    const [history, day] = [days(90), days(1)]
    for (const extra of [0, 1]) {
      await db().session.create({ data: session(ago(history + extra)) })
      await db().event.create({ data: event(ago(history + extra)) })
      await db().emailChange.create({ data: change(ago(history + extra)) })
      await db().linkRevocation.create({ data: revocation(ago(day + extra)) })
      await db().suppression.create({ data: suppression(ago(history + extra)) })
    }
    const one = { sessions: 1, events: 1, emailChanges: 1, linkRevocations: 1, suppressions: 1 }
    expect(await prune()).toEqual({ deleted: one, notices: 0, more: false })
    expect(await prune()).toEqual({ deleted: NONE, notices: 0, more: false })
    const kept = { where: { userId } }
    expect((await db().session.findMany(kept)).map((row) => row.createdAt)).toEqual([ago(history)])
    expect((await db().event.findMany(kept)).map((row) => row.at)).toEqual([ago(history)])
    expect((await db().emailChange.findMany(kept)).map((row) => row.createdAt)).toEqual([ago(history)])
    expect(await db().linkRevocation.count({ where: { revokedAt: ago(day) } })).toBe(1)
    expect(await db().suppression.count({ where: { until: ago(history) } })).toBe(1)
    expect(await db().user.count({ where: { id: userId } })).toBe(1)
  })

  test('keeps a complaint that no one has lifted', async () => {
    const { email } = await db().suppression.create({ data: suppression(null) })
    expect((await prune()).deleted).toEqual(NONE)
    await db().suppression.delete({ where: { email } })
  })

  test('judges a session by its sign-in, however recently it was used', async () => {
    await db().session.create({ data: session(ago(days(91)), { lastSeenAt: ago(0) }) })
    expect((await prune()).deleted.sessions).toBe(1)
  })

  test('deletes no more batches than it is told to, each table in turn, and says that there is more', async () => {
    await db().session.createMany({ data: Array.from({ length: 1100 }, () => session(ago(days(91)))) })
    await db().event.createMany({ data: [event(ago(days(91)))] })
    // One batch for each of the five tables, and a second one of sessions.
    expect(await prune({ batches: 6 })).toEqual({
      deleted: { ...NONE, sessions: 1000, events: 1 },
      notices: 0,
      more: true,
    })
    expect(await prune()).toEqual({ deleted: { ...NONE, sessions: 100 }, notices: 0, more: false })
  })

  test('sends the email about a new device that got lost, once', async () => {
    const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } })
    const lost = { ...session(ago(minutes(1))), isNewDevice: true }
    await db().session.create({ data: lost })
    expect(await prune()).toEqual({ deleted: NONE, notices: 1, more: false })
    expect(await prune()).toEqual({ deleted: NONE, notices: 0, more: false })
    expect(await emailsTo(email)).toMatchObject([{ subject: newDeviceEmail.subject }])
  })

  test('stops when its time is up', async () => {
    expect(await prune({ budget: 0 })).toEqual({ deleted: NONE, notices: 0, more: true })
  })

  test('several runs at once delete each row once', async () => {
    await db().event.createMany({ data: Array.from({ length: 1700 }, () => event(ago(days(91)))) })
    const runs = await Promise.all([prune(), prune(), prune()])
    expect(runs.map(({ deleted }) => deleted.events).reduce((sum, n) => sum + n)).toBe(1700)
    expect(await db().event.count({ where: { userId } })).toBe(0)
  })
})
