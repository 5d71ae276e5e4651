import { afterEach, describe, expect, test, vi } from 'vitest'
import { countCalls, emailsTo } from '@/e2e/support/calls'
import { emailChangeRequestedEmail } from '@/e2e/support/copy'
import { newRedemption } from '@/e2e/support/redemption'
import { suppressAtResend } from '@/e2e/support/resend-suppressions'
import type { LimitName } from '@/lib/auth/limits'
import { createSession, findLiveSession } from '@/lib/auth/session'
import { LANGUAGES } from '@/lib/copy'
import { suppress } from '@/lib/email/suppression'
import { db } from '@/lib/platform/db'
import { redis } from '@/lib/platform/redis'
import { randomId, randomSecret } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'
import { pendingEmailChange, wasNotSentTo } from './email-change'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.resetModules()
})

async function signedIn(more: Parameters<typeof newRedemption>[0] = {}) {
  const redeemed = await createSession(newRedemption(more))
  const session = redeemed.ok && (await findLiveSession(redeemed.session.id))
  if (!session) throw new Error('not signed in')
  return session
}

/** Requests a change to that address, under that sign-up policy. */
async function request(newEmail: string, signUp = 'open', given?: Awaited<ReturnType<typeof signedIn>>) {
  const session = given ?? (await signedIn())
  vi.resetModules()
  vi.stubEnv('SIGN_UP', signUp)
  const { requestEmailChange } = await import('./email-change-request')
  const by = {
    device: { id: randomId(), name: 'Firefox', network: '', language: LANGUAGES[0] },
    client: randomId(),
  }
  const { outcome, afterResponse } = await requestEmailChange(session, newEmail, by)
  return { session, outcome, afterResponse, pending: await pendingEmailChange(session.userId) }
}

const at = (domain: string) => `${randomId()}@${domain}`.toLowerCase()
const REJECTED = () => `reject-${randomId()}@example.com`.toLowerCase()

describe('requestEmailChange', () => {
  test('opens a change to the canonical address', async () => {
    const newEmail = at('example.com')
    const { outcome, pending } = await request(`  ${newEmail.toUpperCase()} `)
    expect(outcome).toEqual({ ok: true })
    expect(pending).toMatchObject({ newEmail, isConfirmed: false })
  })

  test('attack: a user admitted by a company’s domain can’t take the account to another one', async () => {
    const refused = await request(at('example.net'), 'example.com,example.org')
    expect(refused.outcome).toEqual({ ok: false, reason: 'not-allowed' })
    expect(refused.pending).toBeUndefined()
    expect(refused.afterResponse).toBeUndefined()
    expect((await request(at('example.org'), 'example.com,example.org')).outcome).toEqual({ ok: true })
  })

  test('works while sign-up is closed, because it makes no account', async () => {
    expect((await request(at('example.com'), 'closed')).outcome).toEqual({ ok: true })
  })

  test('attack: two recipients in one address get no email', async () => {
    for (const typed of ['ann@example.com,eve@example.net', 'ann@example.com\r\nBcc: eve@example.net']) {
      const { outcome, pending, afterResponse } = await request(typed)
      expect(outcome).toEqual({ ok: false, reason: 'malformed' })
      expect(pending).toBeUndefined()
      expect(afterResponse).toBeUndefined()
    }
  })

  test('tells the old address before the response, and emails the new one after it', async () => {
    const newEmail = at('example.com')
    const { session, afterResponse, pending } = await request(newEmail)
    expect(await emailsTo(session.email)).toHaveLength(1)
    expect(await emailsTo(newEmail)).toHaveLength(0)
    expect(pending).toMatchObject({ isSent: false })
    await afterResponse?.()
    expect(await emailsTo(newEmail)).toHaveLength(1)
    expect(await pendingEmailChange(session.userId)).toMatchObject({ isSent: true })
    expect(await wasNotSentTo(session.userId)).toBeUndefined()
    const events = await db().event.findMany({ where: { userId: session.userId } })
    expect(events.map(({ detail }) => detail)).toEqual(['email-change-requested', 'confirm-email-change'])
  })

  test('is canceled if the email to the new address isn’t accepted, and says so', async () => {
    const newEmail = REJECTED()
    const { session, afterResponse } = await request(newEmail)
    await afterResponse?.()
    expect(await pendingEmailChange(session.userId)).toBeUndefined()
    expect(await wasNotSentTo(session.userId)).toBe(newEmail)
    const events = await db().event.findMany({ where: { userId: session.userId } })
    expect(events.map(({ detail }) => detail)).toEqual(['email-change-requested'])
  })

  test('attack: without an email to the old address, there is no change', async () => {
    const unheard = await request(at('example.com'), 'open', await signedIn({ email: REJECTED() }))
    const suppressed = await signedIn()
    await suppress(suppressed.email, 'complained')
    for (const each of [unheard, await request(at('example.com'), 'open', suppressed)]) {
      expect(each.outcome).toEqual({ ok: false, reason: 'not-told' })
      expect(each.pending).toBeUndefined()
      expect(each.afterResponse).toBeUndefined()
    }
  })

  test('attack: once its suppression has ended, the old address does get the notice, whatever Resend has listed', async () => {
    const session = await signedIn({ email: await suppressAtResend('bounce') })
    await suppress(session.email, 'bounced', new Date(Date.now() - days(7)))
    expect((await request(at('example.com'), 'open', session)).outcome).toEqual({ ok: true })
    const [notice] = await emailsTo(session.email)
    expect(notice?.subject).toBe(emailChangeRequestedEmail.subject)
    expect(notice?.state).not.toBe('suppressed')
  })

  test('attack: no response tells whether the new address is taken, suppressed or over its limit', async () => {
    const [free, taken, complained, limited] = [
      at('example.com'),
      at('example.com'),
      at('example.com'),
      at('example.com'),
    ]
    await signedIn({ email: taken })
    await suppress(complained, 'complained')
    for (let n = 0; n < 5; n++) await request(limited)
    const calls = []
    for (const newEmail of [free, taken, complained, limited]) {
      const session = await signedIn()
      const requested = await countCalls(() => request(newEmail, 'open', session))
      expect(requested.result.outcome).toEqual({ ok: true })
      await requested.result.afterResponse?.()
      expect(await pendingEmailChange(session.userId)).toMatchObject({ newEmail, isSent: true })
      calls.push(requested.calls)
    }
    expect(new Set(calls.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(await emailsTo(complained)).toHaveLength(0)
    expect(await emailsTo(limited)).toHaveLength(0)
    // The premise: others get one.
    for (const to of [free, taken]) expect((await emailsTo(to)).length).toBeGreaterThan(0)
  })

  test('attack: counts as two emails, one of them to an unknown device, and as one if that is suppressed', async () => {
    // Counters of its own: limits' keys are keyed.
    vi.stubEnv('SESSION_SECRET', randomSecret())
    vi.resetModules()
    const { limitKey } = await import('@/lib/auth/limits')
    const countOf = (name: LimitName) => redis().get(limitKey(name, 'all'))
    const newEmail = at('example.com')
    await request(newEmail)
    expect([await countOf('emailsInTotal'), await countOf('emailsToUnknownDevices')]).toEqual(['2', '1'])
    await redis().set(limitKey('emailsPerAddress', newEmail), 5)
    expect((await request(newEmail)).outcome).toEqual({ ok: true })
    expect([await countOf('emailsInTotal'), await countOf('emailsToUnknownDevices')]).toEqual(['3', '1'])
  })

  test('never throws after the response, and shows as not sent yet if the database is down', async () => {
    const { session, afterResponse } = await request(at('example.com'))
    vi.spyOn(db().suppression, 'findUnique').mockRejectedValue(new Error('down'))
    await expect(afterResponse?.()).resolves.toBeUndefined()
    vi.restoreAllMocks()
    expect(await pendingEmailChange(session.userId)).toMatchObject({ isSent: false })
  })
})
