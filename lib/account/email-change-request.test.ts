import { afterEach, describe, expect, test, vi } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { createSession, findLiveSession } from '@/lib/auth/session'
import { randomId } from '@/lib/platform/secrets'
import { pendingEmailChange } from './email-change'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

/** Requests a change to that address, under that sign-up policy. */
async function request(newEmail: string, signUp = 'open') {
  const redeemed = await createSession(newRedemption())
  const session = redeemed.ok && (await findLiveSession(redeemed.session.id))
  if (!session) throw new Error('not signed in')
  vi.resetModules()
  vi.stubEnv('SIGN_UP', signUp)
  const { requestEmailChange } = await import('./email-change-request')
  const by = { device: { id: randomId(), name: 'Firefox', network: '' }, client: randomId() }
  return {
    requested: await requestEmailChange(session, newEmail, by),
    pending: await pendingEmailChange(session.userId),
  }
}

const at = (domain: string) => `${randomId()}@${domain}`.toLowerCase()

describe('requestEmailChange', () => {
  test('opens a change to the canonical address', async () => {
    const newEmail = at('example.com')
    const { requested, pending } = await request(`  ${newEmail.toUpperCase()} `)
    expect(requested).toEqual({ ok: true })
    expect(pending).toMatchObject({ newEmail, isConfirmed: false })
  })

  test('attack: a user admitted by a company’s domain can’t take the account to another one', async () => {
    const refused = await request(at('example.net'), 'example.com,example.org')
    expect(refused).toEqual({ requested: { ok: false, reason: 'not-allowed' }, pending: undefined })
    expect((await request(at('example.org'), 'example.com,example.org')).requested).toEqual({ ok: true })
  })

  test('works while sign-up is closed, because it makes no account', async () => {
    expect((await request(at('example.com'), 'closed')).requested).toEqual({ ok: true })
  })

  test('attack: two recipients in one address get no email', async () => {
    for (const typed of ['ann@example.com,eve@example.net', 'ann@example.com\r\nBcc: eve@example.net']) {
      expect(await request(typed)).toEqual({
        requested: { ok: false, reason: 'malformed' },
        pending: undefined,
      })
    }
  })
})
