import { linkPage } from '@/e2e/support/copy'
import { expect, test } from '../support/fixtures'
import { plainText } from '../support/form'
import { send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { keptOutput } from '../support/traces'

// An instance that was deployed without one of its variables.

test('a missing variable is answered with 503, and the log says which', async () => {
  const broken = await startSecondInstance(() => ({ MAIL_FROM: '', CRON_SECRET: 'short' }))
  const { origin } = broken
  const requests = [
    ...['/', '/?next=/account', '/dashboard', '/magic-link/abc', '/api/health', '/no-such-page', '/%'],
  ].map((path) => send(path, { origin }))
  requests.push(
    send('/', { origin, method: 'POST', form: { email: 'ann@example.com' } }),
    send('/api/webhooks/resend', { origin, method: 'POST', form: {} }),
    send('/', { origin, method: 'HEAD' }),
  )
  for (const answer of await Promise.all(requests)) {
    expect(answer.status).toBe(503)
    expect(answer.headers.get('cache-control')).toContain('no-store')
  }
  const page = await (await send('/', { origin })).text()
  expect(plainText(page)).toContain(linkPage.unavailable.title)
  await broken.stop()
  expect(keptOutput()).toMatch(/^MAIL_FROM is missing \(the sender/m)
  expect(keptOutput()).toMatch(/^CRON_SECRET must have 32 characters or more/m)
})

test('nothing but an outage leads there', async () => {
  expect((await send('/')).status).toBe(200)
})
