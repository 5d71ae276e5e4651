import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { Resend } from 'resend'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { noWait, startSender } from './test-sender'
import { sign } from './webhook'

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 10 })

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const verify = (payload: string, headers: IncomingHttpHeaders, webhookSecret = SECRET) => {
  const header = (name: string) => String(headers[`svix-${name}`])
  return new Resend('re_test').webhooks.verify({
    payload,
    headers: { id: header('id'), timestamp: header('timestamp'), signature: header('signature') },
    webhookSecret,
  })
}

/** An application that checks each event with the real SDK, and answers each try with that status. */
async function startApplication(status: (tries: number) => number = () => 204) {
  const heard: { event: ReturnType<typeof verify>; id: unknown }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const id = request.headers['svix-id']
    heard.push({ event: verify(body, request.headers), id })
    const tries = heard.filter((each) => each.id === id).length
    response.writeHead(status(tries), { Location: '/elsewhere' }).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/resend` }
}

async function start(url: string | undefined, wait = noWait) {
  const sender = await startSender({ url: () => url, secret: SECRET }, wait)
  closing.push(() => sender.close())
  return sender
}

describe('signed webhooks', () => {
  it.each([
    ['ann@example.com', ['email.sent', 'email.delivered'], 'delivered'],
    ['delay@example.com', ['email.sent', 'email.delivery_delayed'], 'delayed'],
    ['bounced@resend.dev', ['email.sent', 'email.bounced'], 'bounced'],
    ['complained@resend.dev', ['email.sent', 'email.delivered', 'email.complained'], 'complained'],
    ['lose@example.com', ['email.failed'], 'failed'],
    ['hang@example.com', ['email.sent', 'email.delivered'], 'no answer'],
  ])('report what happens to an email to %s: %j', async (to, types, state) => {
    const { heard, url } = await startApplication()
    const sender = await start(url)
    await sender.send(to, { patience: 300 })
    // Sorted, since they are sent at once here, and may arrive in any order.
    await soon(() => expect(heard.map(({ event }) => event.type).sort()).toEqual(types.toSorted()))
    await soon(async () => {
      const [email] = await sender.emails(to)
      expect(email?.state).toBe(state)
      expect(email?.events).toEqual(types.map((type) => ({ type, at: expect.any(String), accepted: true })))
    })
  })

  it('have the shape that Resend documents', async () => {
    const { heard, url } = await startApplication()
    const sender = await start(url)
    const { data } = await sender.send('bounce-1@example.com')
    await soon(() => expect(heard).toHaveLength(2))
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(heard.find(({ event }) => event.type === 'email.bounced')?.event).toEqual({
      type: 'email.bounced',
      created_at: time,
      data: {
        email_id: data?.id,
        message_id: `<${data?.id}@mailbox.invalid>`,
        created_at: time,
        from: 'a@app.example',
        to: ['bounce-1@example.com'],
        subject: 'Sign in',
        tags: { kind: 'x' },
        bounce: { type: 'Permanent', subType: 'General', message: expect.any(String) },
      },
    })
  })

  it('pass the check of the SDK, which another body, secret or time does not', () => {
    const body = '{"type":"email.sent"}'
    const headers = sign(SECRET, 'msg_1', body)
    expect(verify(body, headers)).toEqual(JSON.parse(body))
    expect(() => verify(`${body} `, headers)).toThrow()
    expect(() => verify(body, headers, `whsec_${Buffer.alloc(24, 8).toString('base64')}`)).toThrow()
    expect(() => verify(body, sign(SECRET, 'msg_1', body, new Date(Date.now() - 600_000)))).toThrow()
  })

  it('are tried again under the same id until they are accepted', async () => {
    const { heard, url } = await startApplication((tries) => (tries < 3 ? 500 : 200))
    const sender = await start(url)
    await sender.send('ann@example.com')
    await soon(async () => {
      const [email] = await sender.emails('ann@example.com')
      expect(email?.events.map(({ accepted }) => accepted)).toEqual([true, true])
    })
    const tries = heard.filter(({ event }) => event.type === 'email.sent')
    expect(tries).toHaveLength(3)
    expect(new Set(tries.map(({ id }) => id)).size).toBe(1)
  })

  it.each([
    ['answers 404', async () => (await startApplication(() => 404)).url, 'the endpoint answered 404'],
    ['redirects', async () => (await startApplication(() => 307)).url, 'the endpoint answered 307'],
    ['is not there', async () => 'http://127.0.0.1:1/', 'the endpoint could not be reached'],
  ])('an application that %s is given up, and the mailbox says so', async (_, find, why) => {
    const sender = await start(await find())
    const { data, error } = await sender.send('ann@example.com')
    expect(error).toBeNull()
    const page = async () => (await fetch(`${sender.url}/mailbox/${data?.id}`)).text()
    await soon(async () => {
      expect(await page()).toContain(`The webhook event “delivered” was not accepted: ${why}.`)
    })
    expect(await sender.emails('ann@example.com')).toMatchObject([
      { state: 'delivered', events: [{ accepted: false }, { accepted: false }] },
    ])
  })

  it('are tried four times over two seconds, and no more', async () => {
    const { heard, url } = await startApplication(() => 500)
    const waits: number[] = []
    const sender = await start(url, async (ms) => void waits.push(ms))
    await sender.send('ann@example.com')
    await soon(async () =>
      expect(await sender.emails('ann@example.com')).toMatchObject([{ state: 'delivered' }]),
    )
    const tries = (type: string) => heard.filter(({ event }) => event.type === type).length
    await soon(() => expect([tries('email.sent'), tries('email.delivered')]).toEqual([4, 4]))
    // The first two are the pauses before the events.
    expect(waits.sort((a, b) => a - b)).toEqual([0, 300, 300, 300, 600, 600, 1100, 1100])
  })

  it('are not sent if none is set up, and the mailbox does not complain', async () => {
    const sender = await start(undefined)
    const { data } = await sender.send('ann@example.com')
    await soon(async () =>
      expect(await sender.emails('ann@example.com')).toMatchObject([
        { state: 'delivered', events: [{ accepted: false }, { accepted: false }] },
      ]),
    )
    expect(await (await fetch(`${sender.url}/mailbox/${data?.id}`)).text()).not.toContain('not accepted')
  })

  it('end when the stand-in does', async () => {
    const { heard, url } = await startApplication(() => 500)
    let retries = 0
    const sender = await start(url, (ms, signal) => {
      if (ms === 0) return Promise.resolve()
      retries++
      return setTimeout(60_000, undefined, { signal })
    })
    await sender.send('ann@example.com')
    // One waits to try again, the other for the delivery.
    await soon(() => expect(retries).toBe(2))
    await sender.close()
    expect(heard).toHaveLength(1)
  })
})
