import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { Resend } from 'resend'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startSender } from './test-sender'
import { sign } from './webhook'

// They wait for retries over two seconds, on machines that may be busy.
vi.setConfig({ testTimeout: 20_000 })
const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000, interval: 50 })

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

/** An application that checks each event with the real SDK, and answers as told. */
async function startApplication(status: (tries: number) => number = () => 204) {
  const heard: { event: ReturnType<typeof verify>; id: unknown; at: number }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    heard.push({ event: verify(body, request.headers), id: request.headers['svix-id'], at: Date.now() })
    response.writeHead(status(heard.length), { Location: '/elsewhere' }).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/resend` }
}

async function start(url: string | undefined) {
  const sender = await startSender({ url: () => url, secret: SECRET })
  closing.push(() => sender.close())
  return sender
}

describe('signed webhooks', () => {
  it.each([
    ['ann@example.com', ['email.sent', 'email.delivered'], 'delivered'],
    ['delay@example.com', ['email.sent', 'email.delivery_delayed'], 'delayed'],
    ['bounced@resend.dev', ['email.sent', 'email.bounced'], 'bounced'],
    ['complained@resend.dev', ['email.sent', 'email.delivered', 'email.complained'], 'complained'],
    ['hang@example.com', ['email.sent', 'email.delivered'], 'no answer'],
  ])('tell of a mail to %s: %j', async (to, types, state) => {
    const { heard, url } = await startApplication()
    const sender = await start(url)
    await sender.send(to, { patience: 1000 })
    await soon(() => expect(heard.map(({ event }) => event.type)).toEqual(types))
    await soon(async () => {
      const [mail] = await sender.mails(to)
      expect(mail?.state).toBe(state)
      expect(mail?.events).toEqual(types.map((type) => ({ type, at: expect.any(String), accepted: true })))
    })
  })

  it('have the shape that Resend documents', async () => {
    const { heard, url } = await startApplication()
    const sender = await start(url)
    const { data } = await sender.send('bounce-1@example.com')
    await soon(() => expect(heard).toHaveLength(2))
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(heard[1]?.event).toEqual({
      type: 'email.bounced',
      created_at: time,
      data: {
        email_id: data?.id,
        message_id: `<${data?.id}@mailbox.invalid>`,
        created_at: time,
        from: 'a@magic.example',
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

  it('are tried again under the same id until they are taken', async () => {
    const { heard, url } = await startApplication((tries) => (tries < 3 ? 500 : 200))
    const sender = await start(url)
    await sender.send('ann@example.com')
    await soon(async () => {
      const [mail] = await sender.mails('ann@example.com')
      expect(mail?.events.map(({ accepted }) => accepted)).toEqual([true, true])
    })
    const tries = heard.filter(({ event }) => event.type === 'email.sent')
    expect(tries.length).toBeGreaterThan(1)
    expect(new Set(tries.map(({ id }) => id)).size).toBe(1)
  })

  it.each([
    ['answers 404', async () => (await startApplication(() => 404)).url, 'it answered 404'],
    ['redirects', async () => (await startApplication(() => 307)).url, 'it answered 307'],
    ['is not there', async () => 'http://127.0.0.1:1/', 'it could not be reached'],
  ])(
    'an application that %s is given up after two seconds, and the mailbox says so',
    async (_, find, why) => {
      const sender = await start(await find())
      const { data, error } = await sender.send('ann@example.com')
      expect(error).toBeNull()
      const page = async () => (await fetch(`${sender.url}/mails/${data?.id}`)).text()
      expect(await page()).not.toContain('did not take')
      await soon(async () => {
        expect(await page()).toContain(`The application did not take the news “delivered”: ${why}.`)
      })
      expect(await sender.mails('ann@example.com')).toMatchObject([
        { state: 'delivered', events: [{ accepted: false }, { accepted: false }] },
      ])
    },
  )

  it('are four tries and no more', async () => {
    const { heard, url } = await startApplication(() => 500)
    const sender = await start(url)
    await sender.send('ann@example.com')
    const sent = () => heard.filter(({ event }) => event.type === 'email.sent')
    await soon(() => expect(sent()).toHaveLength(4))
    await setTimeout(1500)
    const tries = sent()
    expect(tries).toHaveLength(4)
    const lasted = (tries.at(-1)?.at ?? 0) - (tries[0]?.at ?? 0)
    expect(lasted).toBeGreaterThan(1900)
  })

  it('are not sent where none is set up, and the mailbox does not complain', async () => {
    const sender = await start(undefined)
    const { data } = await sender.send('ann@example.com')
    await soon(async () =>
      expect(await sender.mails('ann@example.com')).toMatchObject([
        { state: 'delivered', events: [{ accepted: false }, { accepted: false }] },
      ]),
    )
    expect(await (await fetch(`${sender.url}/mails/${data?.id}`)).text()).not.toContain('did not take')
  })

  it('end when the stand-in does', async () => {
    const { heard, url } = await startApplication(() => 500)
    const sender = await startSender({ url: () => url, secret: SECRET })
    await sender.send('ann@example.com')
    await sender.close()
    // What was on its way still comes.
    await setTimeout(200)
    const before = heard.length
    await setTimeout(700)
    expect(heard).toHaveLength(before)
  })
})
