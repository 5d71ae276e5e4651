import { startCollector } from '../support/collector'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { cookiesFrom, destination, requestLinkFor, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { type Secret, searchSecrets } from '../support/secret-search'
import { keptOutput } from '../support/traces'
import { freshAddress } from '../support/visitor'

const REQUEST_ID = 'e2e-request-0001'

test('a line of the log names the request, by the id that the host gave it', async ({ client }) => {
  const headers = { 'X-Request-Id': REQUEST_ID, Origin: 'https://evil.example' }
  expect((await client.send('/', { method: 'POST', form: {}, headers })).status).toBe(403)
  expect((await requestLinkFor(client.address, { headers: { 'X-Request-Id': REQUEST_ID } })).status).toBe(303)
  await client.mailbox.waitForEmail(client.address)
  for (const event of ['request.foreign_origin', 'link.requested', 'email.accepted']) {
    await expect.poll(keptOutput).toMatch(new RegExp(`"event":"${event}","request":"${REQUEST_ID}"`))
  }
})

test('attack: a reader of the collector finds no token, code, cookie or address, in a trace of everything', async ({
  mailbox,
}) => {
  const collector = await startCollector()
  const { origin, stop } = await startSecondInstance(() => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_METRIC_EXPORT_INTERVAL: '1000',
    OTEL_BSP_SCHEDULE_DELAY: '200',
  }))
  try {
    const address = freshAddress()
    const requested = await requestLinkFor(address, { origin })
    const { link, token, code } = await mailbox.waitForEmail(address)
    const path = new URL(link).pathname
    const cookies = cookiesFrom(requested)
    for (const odd of [
      `${path}?email=${address}`,
      `${path}/${token}`,
      `/account/${token}`,
      `/?next=${path}`,
    ]) {
      await send(odd, { origin })
    }
    const headers = { Origin: environment.appUrl, traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01` }
    await send(`/account/${token}`, { origin, method: 'POST', form: { email: address }, headers })
    const signedIn = await send(path, { origin, cookies })
    expect(destination(signedIn)).toBe('/dashboard')
    const session = cookiesFrom(signedIn)
    expect((await send('/dashboard', { origin, cookies: session })).status).toBe(200)
    expect((await send(path, { origin })).status).toBe(400)

    for (const route of ['/magic-link/[token]', '/dashboard']) {
      await expect.poll(collector.traces).toContain(route)
    }
    await expect.poll(collector.metrics).toContain('magic_link.refused')
    for (const name of ['requested', 'sent', 'redeemed', 'sign_in.duration']) {
      expect(collector.metrics()).toContain(`magic_link.${name}`)
    }
    // A visitor doesn't choose what is recorded.
    expect(collector.traces()).not.toContain('1'.repeat(32))
    const known: Secret[] = [
      { kind: 'token', value: token },
      { kind: 'token', value: token.slice(22, -8) },
      { kind: 'code', value: code.replace(' ', '') },
      { kind: 'address', value: address },
      ...[cookies, session].flatMap((each) =>
        each
          .split('; ')
          .map((pair): Secret => ({ kind: 'cookie', value: pair.slice(pair.indexOf('=') + 1) })),
      ),
    ]
    const secrets = known.filter(({ value }) => value !== '')
    // The premise: they would be found.
    expect(
      searchSecrets(secrets, [{ name: 'all', text: secrets.map(({ value }) => value).join(' ') }]),
    ).not.toEqual([])
    const places = [
      { name: 'traces', text: collector.traces() },
      { name: 'metrics', text: collector.metrics() },
    ]
    expect(searchSecrets(secrets, places)).toEqual([])
  } finally {
    await stop()
    collector.stop()
  }
})
