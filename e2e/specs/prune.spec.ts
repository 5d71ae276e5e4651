import { randomBytes } from 'node:crypto'
import { expect, test } from '../support/fixtures'
import { send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'

test('there is no /api/prune unless a secret was set', async () => {
  const answer = await send('/api/prune', { headers: { Authorization: 'Bearer ' } })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([404, 'no-store, no-transform'])
})

test('/api/prune answers the scheduler that knows the secret, and no one else', async ({ client }) => {
  await client.signIn()
  const secret = randomBytes(32).toString('base64url')
  const { origin, stop } = await startSecondInstance(() => ({ CRON_SECRET: secret }))
  try {
    const call = (method: string, authorization: string, headers: Record<string, string> = {}) =>
      send('/api/prune', { method, origin, headers: { ...headers, Authorization: authorization } })
    for (const [method, authorization, status] of [
      ['GET', `Bearer ${secret}`, 200],
      ['POST', `Bearer ${secret}`, 200],
      ['HEAD', `Bearer ${secret}`, 405],
      ['GET', `Bearer ${secret}x`, 401],
      ['POST', '', 401],
    ] as const) {
      const answer = await call(method, authorization)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([status, 'no-store, no-transform'])
    }
    expect(await (await call('GET', `Bearer ${secret}`)).json()).toEqual({
      deleted: { sessions: 0, events: 0, emailChanges: 0, linkRevocations: 0, suppressions: 0 },
      notices: 0,
      more: false,
    })
    // Another site's page, in a browser that knows the secret.
    expect((await call('POST', `Bearer ${secret}`, { Origin: 'https://evil.example' })).status).toBe(403)
  } finally {
    await stop()
  }
  // What is in use was left alone.
  await client.expectHello()
})
