import { describe, expect, test } from 'vitest'
import { countCalls, emailsTo } from '@/e2e/support/calls'
import { fakeClock } from '@/e2e/support/fake-clock'
import { newAddress } from '@/e2e/support/redemption'
import { listedAtResend, suppressAtResend } from '@/e2e/support/resend-suppressions'
import { isSuppressed, suppress } from '@/lib/email/suppression'
import { randomId } from '@/lib/platform/secrets'
import { days, seconds } from '@/lib/platform/time'
import { readAttempt } from './attempt'
import type { Device } from './device'
import type { Pending } from './pending-cookie'
import { requestLink } from './request-link'
import { forgetStanding } from './standing'

const { started, later } = fakeClock()

const stranger = (): Device => ({ id: randomId(), name: 'Firefox on Windows', network: '', language: 'en' })
const known = (email: string, since = started - days(2)): Device => ({ ...stranger(), email, since })

/** Requests an email from that device, and lets happen what comes after the response. */
async function request(email: string, device: Device, more: { lifts?: boolean; pending?: Pending } = {}) {
  const { outcome, pending, afterResponse } = await requestLink(
    { email, next: '/dashboard', lifts: more.lifts },
    { pending: more.pending, device, client: randomId() },
  )
  await afterResponse?.()
  const attempt = await readAttempt(pending?.attemptId ?? '')
  return { outcome, pending, attempt, suppression: attempt?.links.at(-1)?.suppression }
}

async function complained() {
  const email = await suppressAtResend('complaint')
  await suppress(email, 'complained', new Date(started))
  return email
}

const sentTo = async (email: string) => (await emailsTo(email)).length

/** Everyone but a device that has known the address for a day and wasn't forgotten. */
const STRANGERS: [string, (email: string) => Promise<Device>][] = [
  ['a browser that has never signed in', async () => stranger()],
  ['a known device of another address', async () => known(newAddress())],
  ['a device on its first day', async (email) => known(email, started - days(1))],
  [
    'a device that was forgotten',
    async (email) => {
      await forgetStanding(email)
      return known(email)
    },
  ],
]

describe('a known device of a suppressed address', () => {
  test('is told why nothing was sent, and since when', async () => {
    const [reported, bounced] = [newAddress(), newAddress()]
    await suppress(reported, 'complained')
    await suppress(bounced, 'bounced')
    expect((await request(reported, known(reported))).suppression).toEqual({
      reason: 'complained',
      since: started,
    })
    expect((await request(bounced, known(bounced))).suppression).toEqual({
      ...{ reason: 'bounced', since: started, until: started + days(7) },
    })
    expect([await sentTo(reported), await sentTo(bounced)]).toEqual([0, 0])
  })

  test('lifts it, at Resend as well, and gets the email at once', async () => {
    const email = await complained()
    const before = await sentTo(email)
    const device = known(email)
    const told = await request(email, device)
    const lifted = await request(email, device, { lifts: true, pending: told.pending })
    expect(lifted).toMatchObject({ outcome: { ok: true }, attempt: { emailState: 'accepted' } })
    expect(lifted.attempt?.links).toHaveLength(2)
    expect(lifted.suppression).toBeUndefined()
    expect(await isSuppressed(email)).toBe(false)
    expect(await sentTo(email)).toBe(before + 1)
    expect((await emailsTo(email))[0]?.state).not.toBe('suppressed')
  })

  test('attack: lifts it once a week, however often the next email is reported as spam', async () => {
    const email = newAddress()
    const device = known(email)
    await suppress(email, 'complained')
    expect((await request(email, device, { lifts: true })).outcome).toEqual({ ok: true })
    later(1)
    await suppress(email, 'complained')
    expect((await request(email, device, { lifts: true })).outcome).toMatchObject({
      ...{ ok: false, reason: 'too-many', retryAfter: expect.any(Number) },
    })
    expect((await request(email, known(email), { lifts: true })).outcome).toMatchObject({ ok: false })
    expect(await isSuppressed(email)).toBe(true)
    expect(await sentTo(email)).toBe(1)
    // It may still ask, and is told.
    expect((await request(email, device)).suppression).toMatchObject({ reason: 'complained' })
  })

  test('attack: lifting gets it no more emails than any other request would', async () => {
    const email = newAddress()
    const device = known(email)
    const { pending } = await request(email, device)
    later(seconds(1))
    await suppress(email, 'complained')
    const early = await request(email, device, { lifts: true, pending })
    expect(early.outcome).toMatchObject({ ok: false, reason: 'too-early' })
    expect(await isSuppressed(email)).toBe(true)
    for (let n = 1; n < 5; n++) expect((await request(email, device)).outcome).toEqual({ ok: true })
    expect((await request(email, device, { lifts: true })).outcome).toMatchObject({ reason: 'too-many' })
    expect(await isSuppressed(email)).toBe(true)
  })
})

describe.each(STRANGERS)('attack: %s', (_, device) => {
  test('isn’t told that an address is suppressed: it looks like any other', async () => {
    const [email, other] = [newAddress(), newAddress()]
    await suppress(email, 'complained')
    const [told, usual] = [
      await request(email, await device(email)),
      await request(other, await device(other)),
    ]
    const shown = ({ attempt }: typeof told) => ({
      ...{ ...attempt, id: '', email: '', bindingHash: '' },
      links: attempt?.links.map((link) => ({ ...link, secretHash: '', codeHash: '' })),
    })
    expect(shown(told)).toEqual(shown(usual))
    // The premise: one of them was sent.
    expect([await sentTo(email), await sentTo(other)]).toEqual([0, 1])
  })

  test('lifts nothing, and is answered as if it hadn’t tried', async () => {
    const email = await complained()
    const before = await sentTo(email)
    const { outcome, suppression } = await request(email, await device(email), { lifts: true })
    expect([outcome, suppression]).toEqual([{ ok: true }, undefined])
    expect(await isSuppressed(email)).toBe(true)
    expect(await listedAtResend(email)).toBe('complaint')
    expect(await sentTo(email)).toBe(before)
  })
})

test('attack: before the response, lifting makes the same calls as any other request', async () => {
  const email = newAddress()
  await suppress(email, 'complained')
  const counted = []
  for (const [device, lifts] of [
    [known(email), true],
    [stranger(), true],
    [stranger(), false],
  ] as const) {
    const by = { pending: undefined, device, client: randomId() }
    counted.push((await countCalls(() => requestLink({ email, next: '', lifts }, by))).calls)
  }
  for (const calls of counted) expect(calls).toEqual({ redis: 1, emails: 0, statements: 0 })
})
