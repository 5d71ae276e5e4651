import { describe, expect, test, vi } from 'vitest'
import { newAddress } from '@/e2e/support/redemption'
import { listedAtResend, suppressAtResend } from '@/e2e/support/resend-suppressions'
import { days } from '@/lib/platform/time'
import { mayEmail, suppress } from './suppression'
import { liftAtResend } from './suppression-at-resend'

const WEEK = days(7)
const longAgo = () => new Date(Date.now() - WEEK)

describe('liftAtResend', () => {
  test('lifts what has one of those reasons, and says so', async () => {
    const email = await suppressAtResend('bounce')
    expect(await liftAtResend(email, ['complaint'])).toBe('kept')
    expect(await listedAtResend(email)).toBe('bounce')
    expect(await liftAtResend(email, ['bounce'])).toBe('lifted')
    expect(await listedAtResend(email)).toBeUndefined()
    expect(await liftAtResend(email)).toBe('not-listed')
  })

  test.each([
    ['answers nonsense', () => new Response('nonsense')],
    ['has an outage', () => new Response('{}', { status: 500 })],
    ['is out of reach', () => Promise.reject(new Error('ECONNREFUSED'))],
    // A key that may only send.
    [
      'refuses the key',
      () => Response.json({ name: 'restricted_api_key', statusCode: 401 }, { status: 401 }),
    ],
  ])('never throws, and logs no address: if Resend %s, it has failed', async (_, answer) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const fetch = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => answer())
    const email = newAddress()
    expect(await liftAtResend(email)).toBe('failed')
    const lines = warn.mock.calls.map(String)
    vi.restoreAllMocks()
    expect(fetch).toBeDefined()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('suppression.lift_failed')
    expect(lines[0]).not.toContain(email)
  })
})

describe('mayEmail', () => {
  test('says no while an address is suppressed, and leaves Resend’s entry alone', async () => {
    const email = await suppressAtResend('bounce')
    await suppress(email, 'bounced')
    expect(await mayEmail(email)).toBe(false)
    expect(await listedAtResend(email)).toBe('bounce')
  })

  test('says yes once that has ended, and lifts Resend’s entry, or it would be no try', async () => {
    const email = await suppressAtResend('bounce')
    await suppress(email, 'bounced', longAgo())
    expect(await mayEmail(email)).toBe(true)
    expect(await listedAtResend(email)).toBeUndefined()
  })

  test('attack: after a bounce, it lifts no complaint: that may be about another product', async () => {
    const email = await suppressAtResend('complaint')
    await suppress(email, 'bounced', longAgo())
    expect(await mayEmail(email)).toBe(true)
    expect(await listedAtResend(email)).toBe('complaint')
  })

  test('asks Resend nothing about an address of which we know nothing', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch')
    expect(await mayEmail(newAddress())).toBe(true)
    expect(fetch).not.toHaveBeenCalled()
    fetch.mockRestore()
  })
})
