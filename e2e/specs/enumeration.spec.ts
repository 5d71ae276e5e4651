import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { checkEmail, problemOf } from '@/e2e/support/copy'
import { minutes, seconds } from '@/lib/platform/time'
import { Client } from '../support/client'
import { expect, test } from '../support/fixtures'
import { type Mailbox, misbehave } from '../support/mailbox'
import { operator } from '../support/operator'
import { cookiesFrom, requestLinkFor, send } from '../support/plain-request'
import { attemptIn, Redis } from '../support/redis'
import { startSecondInstance } from '../support/second-instance'
import { freshAddress } from '../support/visitor'

// Whole responses, byte for byte except for what differs every time. Their times: `npm run test:timing`.

test.describe.configure({ timeout: 60_000 })

/** A mail service that accepts everything and sends no delivery events, which the requester would be told. */
let quiet: Server
test.beforeAll(async () => {
  quiet = createServer((_, response) => response.end(JSON.stringify({ id: randomUUID() })))
  await new Promise<void>((listening) => quiet.listen(0, '127.0.0.1', listening))
})
test.afterAll(() => {
  quiet.closeAllConnections()
  quiet.close()
})

const KINDS: Record<string, (mailbox: Mailbox) => Promise<string>> = {
  'with an account': addressWithAccount,
  'whose account is disabled': async (mailbox) => {
    const email = await addressWithAccount(mailbox)
    await operator('disable', email)
    return email
  },
  'without one': async () => freshAddress(),
  'that has had its emails': async (mailbox) => {
    const email = freshAddress()
    for (let n = 0; n < 6; n++) await requestLinkFor(email)
    expect(await mailbox.count(email)).toBe(5)
    return email
  },
  'that gets no more mail': async (mailbox) => {
    const email = freshAddress()
    await misbehave({ to: email, behavior: 'bounce' })
    await requestLinkFor(email)
    await expect(async () => expect(await mailbox.deliveryEvents(email)).toContain('email.bounced')).toPass()
    await requestLinkFor(email)
    expect(await mailbox.count(email)).toBe(1)
    return email
  },
}

for (const signUp of ['open', 'closed']) {
  test(`attack: with sign-up ${signUp}, no response tells what kind of address it was given`, async ({
    mailbox,
  }) => {
    const { port } = quiet.address() as AddressInfo
    const instance = await startSecondInstance((origin) => ({
      APP_URL: origin,
      SIGN_UP: signUp,
      RESEND_BASE_URL: `http://127.0.0.1:${port}`,
    }))
    try {
      const answers = await Promise.all(
        Object.values(KINDS).map(async (make) => everyAnswerTo(await make(mailbox), instance.origin)),
      )
      const [first, ...others] = answers
      expect(first?.map(({ status }) => status)).toEqual([303, 303, 200, 200, 200, 200])
      expect(first?.[2]?.body).toContain(checkEmail.sent('…').slice('If …'.length))
      expect(first?.[2]?.body).toContain(checkEmail.emailState.queued)
      expect(first?.[3]?.body).toContain(checkEmail.emailState.accepted)
      expect(first?.[4]?.body).toContain(problemOf({ reason: 'wrong-code', triesLeft: 4 }))
      for (const [i, other] of others.entries()) expect(other, Object.keys(KINDS)[i + 1]).toEqual(first)
    } finally {
      await instance.stop()
    }
  })
}

async function addressWithAccount(mailbox: Mailbox): Promise<string> {
  const client = new Client(mailbox)
  await client.signIn()
  return client.address
}

/** All that an attacker who knows the address, without its mailbox, can make the application say. */
async function everyAnswerTo(email: string, origin: string) {
  const requested = await requestLinkFor(email, { origin })
  const form = formWith('email', await (await send('/', { origin })).text())
  form.set('email', email)
  const headers = { Origin: origin }
  const requestedByForm = await send('/', { method: 'POST', form, origin, headers })
  const cookies = cookiesFrom(requestedByForm)
  const attempt = attemptIn(cookies.split('=')[1] ?? '')
  const redis = new Redis()
  // As if it had just been requested, however slow the machine is, and then once it counts as sent.
  await redis.letPass(attempt, -minutes(1))
  const sending = await shown(await send('/check-email', { cookies, origin }), email)
  await redis.letPass(attempt, minutes(1) + seconds(2))
  const waiting = await shown(await send('/check-email', { cookies, origin }), email)
  const page = await (await send('/check-email', { cookies, origin })).text()
  const code = formWith('code', page)
  code.set('code', '000000')
  const again = formWith(undefined, page)
  return [
    await shown(requested, email),
    await shown(requestedByForm, email),
    sending,
    waiting,
    await shown(await send('/check-email', { method: 'POST', form: code, cookies, origin, headers }), email),
    await shown(await send('/check-email', { method: 'POST', form: again, cookies, origin, headers }), email),
  ]
}

/** A response without what differs each time: the address, the cookie, nonces, times, and the attempt with Next's key for it. */
async function shown(answer: Response, email: string) {
  const headers = [...answer.headers].filter(
    ([name]) => !/^(date|set-cookie|content-length|etag)$/.test(name),
  )
  const text = (await answer.text())
    .replaceAll(email, 'ADDRESS')
    .replace(/\bk[0-9a-f]{32}\b/g, 'KEY')
    .replace(/(?<=\\")[\w-]{22}(?=\\")/g, 'ATTEMPT')
    .replace(/mention [\dA-Z]{4}-[\dA-Z]{4}/g, 'mention REFERENCE')
    .replace(/\d{4,}/g, 'TIME')
    .replace(/in \d\d seconds|another \d\d seconds/g, 'in SECONDS')
    .replace(/nonce(=\\?"|-|\\*":\\*")[\w+/=-]+/g, 'nonce')
  return {
    status: answer.status,
    headers: headers.map(([name, value]) => `${name}: ${value.replace(/'nonce-[^']+'/g, 'nonce')}`),
    cookies: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.replace(/=[\w-]{44};/, '=PENDING;').replace(/Expires=[^;]+/, 'Expires')),
    body: text,
  }
}

/** The form with that field, or the one with none to fill in, as a browser without JavaScript posts it. */
function formWith(field: string | undefined, html: string): FormData {
  const forms = html
    .split('<form')
    .slice(1)
    .map((rest) => rest.split('</form>')[0] ?? '')
  const found = forms.find((text) =>
    field ? text.includes(`name="${field}"`) : !/name="(email|code)"/.test(text),
  )
  const form = new FormData()
  for (const [, name = '', value = ''] of (found ?? '').matchAll(
    /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
  )) {
    form.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  }
  return form
}
