import { describe, expect, test, vi } from 'vitest'
import { breakRedis, countCalls, emailsTo } from '@/e2e/support/calls'
import { newDeviceEmail } from '@/e2e/support/copy'
import { fakeClock } from '@/e2e/support/fake-clock'
import { newRedemption } from '@/e2e/support/redemption'
import { copyIn, type Language } from '@/lib/copy'
import { suppress } from '@/lib/email/suppression'
import { db } from '@/lib/platform/db'
import { days, minutes } from '@/lib/platform/time'
import { consumeLimits, LIMITS } from './limits'
import { sendLostNotices } from './lost-notices'
import { notifyNewDevice } from './notices'
import { createSession, type NewSession } from './session'

const { later } = fakeClock()

/** An account, and a sign-in on another device, of which its owner hasn't been told. */
async function newDevice(): Promise<{ session: NewSession; email: string; userId: string }> {
  const { email } = newRedemption()
  await createSession(newRedemption({ email }))
  const redeemed = await createSession(newRedemption({ email }))
  if (!redeemed.ok || !redeemed.session.isNewDevice) throw new Error('no new device')
  const user = await db().user.findUniqueOrThrow({ where: { email } })
  return { session: redeemed.session, email, userId: user.id }
}

async function refuse(to: string, times?: number): Promise<void> {
  const body = JSON.stringify({ to, behavior: 'reject', times })
  await fetch(`${process.env.RESEND_BASE_URL}/api/faults`, { method: 'POST', body })
}

const isNoted = async ({ session: { id } }: { session: NewSession }) =>
  (await db().session.findUniqueOrThrow({ where: { id } })).notifiedAt !== null

describe('notifyNewDevice', () => {
  test('attack: a day’s budget that is used up refuses no security email, and none counts against it', async () => {
    const { session, email } = await newDevice()
    vi.spyOn(LIMITS.emailsInTotal, 'max').mockReturnValue(0)
    // The premise: nothing else gets through.
    expect(await consumeLimits({ emailsInTotal: 'all' })).toMatchObject({ ok: false })
    const { result, calls } = await countCalls(() => notifyNewDevice(session, email))
    expect(result).toBe(true)
    expect(calls).toMatchObject({ redis: 0, emails: 1 })
    expect(await emailsTo(email)).toMatchObject([{ subject: newDeviceEmail.subject }])
  })

  test('works while Redis is down', async () => {
    const { session, email } = await newDevice()
    breakRedis()
    expect(await notifyNewDevice(session, email)).toBe(true)
  })

  test('says in the log, as an error, that an email wasn’t accepted, and notes nothing', async () => {
    const device = await newDevice()
    await refuse(device.email)
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await notifyNewDevice(device.session, device.email)).toBe(false)
    expect(error.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([
      { event: 'email.notice_failed', kind: 'new-device', id: device.session.id },
    ])
    expect(await isNoted(device)).toBe(false)
  })

  test('sends nothing to a suppressed address, and doesn’t try it again', async () => {
    const device = await newDevice()
    await suppress(device.email, 'complained')
    await notifyNewDevice(device.session, device.email)
    expect(await isNoted(device)).toBe(true)
    expect(await emailsTo(device.email)).toEqual([])
  })
})

describe('sendLostNotices', () => {
  test('sends what the provider didn’t accept, once', async () => {
    const device = await newDevice()
    const { session, email, userId } = device
    await refuse(email, 1)
    await notifyNewDevice(session, email)
    expect(await emailsTo(email)).toEqual([])
    later(minutes(1))
    expect(await sendLostNotices({ userId })).toEqual({ sent: 1, more: false })
    expect(await sendLostNotices({ userId })).toEqual({ sent: 0, more: false })
    expect(await emailsTo(email)).toHaveLength(1)
  })

  test('sends what a process that died never sent, and leaves it a minute', async () => {
    const { email, userId } = await newDevice()
    later(minutes(1) - 1)
    expect(await sendLostNotices({ userId })).toMatchObject({ sent: 0 })
    later(minutes(1))
    await sendLostNotices({ userId })
    expect(await emailsTo(email)).toMatchObject([{ subject: newDeviceEmail.subject }])
  })

  test('makes no second email if only the note got lost, or several run at once', async () => {
    const { session, email, userId } = await newDevice()
    await notifyNewDevice(session, email)
    await db().session.update({ where: { id: session.id }, data: { notifiedAt: null } })
    later(minutes(1))
    await Promise.all([1, 2, 3].map(() => sendLostNotices({ userId })))
    expect(await emailsTo(email)).toHaveLength(1)
  })

  test('sends any number, goes on after one that is refused, and stops when none is accepted', async () => {
    const { email, userId } = await newDevice()
    for (let n = 0; n < 6; n++) await createSession(newRedemption({ email }))
    later(minutes(1))
    await refuse(email, 1)
    expect(await sendLostNotices({ userId })).toEqual({ sent: 7, more: false })
    await createSession(newRedemption({ email }))
    later(minutes(2))
    await refuse(email)
    expect(await sendLostNotices({ userId })).toEqual({ sent: 0, more: false })
  })

  test('tells of no sign-in that can’t be reported any more', async () => {
    const { email, userId } = await newDevice()
    later(days(7))
    expect(await sendLostNotices({ userId })).toMatchObject({ sent: 0 })
    later(days(7) - 1)
    expect(await sendLostNotices({ userId })).toMatchObject({ sent: 1 })
    expect(await emailsTo(email)).toHaveLength(1)
  })
})

test('attack: an intruder’s browser doesn’t choose the language that the owner is warned in', async () => {
  const device = (language: Language) => ({ ...newRedemption().device, language })
  const { email } = newRedemption()
  const mine = device('de')
  await createSession(newRedemption({ email, device: mine }))
  const theirs = await createSession(newRedemption({ email, device: device('ja') }))
  if (!theirs.ok) throw new Error('not signed in')
  // The premise.
  expect(theirs.session.isNewDevice).toBe(true)
  await notifyNewDevice(theirs.session, email)
  expect(await emailsTo(email)).toMatchObject([{ subject: copyIn('de').newDeviceEmail.subject }])
  // The owner's own browser does.
  const again = await createSession(newRedemption({ email, device: { ...mine, language: 'fr' } }))
  expect(again).toMatchObject({ ok: true, session: { language: 'fr' } })
})
