import { randomBytes, randomInt } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { limitKey } from '@/lib/auth/limits'
import { startApplication } from './application'
import { compare, median } from './timing/statistics'

// npm run test:timing, after a build: checks for timing leaks (user enumeration). Times a request for
// each kind of address in turn, and the one right after it: emails are sent after the response, which
// may keep the server busy. Uses each address once, and waits for the emails in between. If p isn't
// small, that only means that this many requests don't show a difference.

const {
  RESEND_BASE_URL = '',
  DATABASE_URL = '',
  UPSTASH_REDIS_REST_URL = '',
  UPSTASH_REDIS_REST_TOKEN,
} = process.env
const ROUNDS = Number(process.argv[2] ?? 150)
const WARM_UP = 20
const KINDS = ['known', 'unknown', 'limited', 'suppressed'] as const
type Kind = (typeof KINDS)[number]

const samples = (): Record<Kind, number[]> => ({ known: [], unknown: [], limited: [], suppressed: [] })

const database = createClient({ url: DATABASE_URL, timeout: 5000 })
const resend = await startDistantResend()
for (const signUp of ['open', 'closed']) await measure(signUp)
resend.close()
database.close()

async function measure(signUp: string) {
  const port = randomInt(20_000, 30_000)
  const origin = `http://localhost:${port}`
  const { port: resendPort } = resend.address() as AddressInfo
  const different = {
    PORT: String(port),
    APP_URL: origin,
    SIGN_UP: signUp,
    RESEND_BASE_URL: `http://127.0.0.1:${resendPort}`,
  }
  const application = await startApplication({ ...process.env, ...different })

  const times = { 'the request': samples(), 'the request right after it': samples() }
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    // In a different order each time: a request may affect the next one's time.
    for (const kind of [...KINDS].sort(() => Math.random() - 0.5)) {
      const [email, another] = [await addressThatIs(kind), await addressThatIs('unknown')]
      const [first, second] = [await request(origin, email), await request(origin, another)]
      await Promise.all([untilSent(first.attempt), untilSent(second.attempt)])
      if (round < 0) continue
      times['the request'][kind].push(first.took)
      times['the request right after it'][kind].push(second.took)
    }
  }
  await application.stop()
  for (const [what, samples] of Object.entries(times)) {
    console.log(`\nSIGN_UP=${signUp}, ${what}, ${ROUNDS} times for each kind`)
    console.log('             median   to known, trimmed mean and 95 %       p (Mann-Whitney)')
    for (const kind of KINDS) {
      const { difference, margin, p } = compare(samples[kind], samples.known)
      const comparison =
        kind === 'known' ? '' : `${ms(difference)} ± ${ms(margin)}                    ${p.toPrecision(2)}`
      console.log(`${kind.padEnd(10)} ${ms(median(samples[kind]))}   ${comparison}`)
    }
  }
}

async function request(origin: string, email: string): Promise<{ took: number; attempt: string }> {
  const begun = performance.now()
  const response = await fetch(`${origin}/magic-link`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email }),
    headers: { 'X-Forwarded-For': randomBytes(4).join('.') },
  })
  await response.arrayBuffer()
  const took = performance.now() - begun
  const [, attempt] = /pending=[\w-]{22}([\w-]{22})/.exec(response.headers.getSetCookie().join()) ?? []
  if (response.status !== 303 || !attempt) throw new Error(`${email}: ${response.status}`)
  return { took, attempt }
}

/** Resolves once it is noted that the email was sent, or seems to be. */
async function untilSent(attempt: string): Promise<void> {
  while (!(await redis('HGET', `attempt:${attempt}`, 'accepted:1'))) await wait(10)
}

function ms(n: number) {
  return `${n.toFixed(2).padStart(7)} ms`
}

async function addressThatIs(kind: Kind): Promise<string> {
  const email = `${kind}-${randomBytes(8).toString('hex')}@example.com`
  const now = new Date().toISOString()
  if (kind === 'known') {
    await database.execute({
      sql: 'INSERT INTO User (id, email, createdAt) VALUES (?, ?, ?)',
      args: [email, email, now],
    })
  } else if (kind === 'suppressed') {
    await database.execute({
      sql: 'INSERT INTO Suppression (email, reason, createdAt) VALUES (?, ?, ?)',
      args: [email, 'complained', now],
    })
  } else if (kind === 'limited') {
    await redis('SET', limitKey('emailsPerAddress', email), 5, 'EX', 3600)
  }
  return email
}

async function redis(...command: (string | number)[]): Promise<string | null> {
  const answer = await fetch(UPSTASH_REDIS_REST_URL, {
    method: 'POST',
    headers: { Authorization: `Bearer ${UPSTASH_REDIS_REST_TOKEN}` },
    body: JSON.stringify(command),
  })
  return (await answer.json()).result
}

/** The local email service, as slow as the real one: 60 to 120 ms, sometimes more. */
async function startDistantResend() {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    await wait(60 + 60 * Math.random() + (Math.random() < 0.05 ? 150 : 0))
    const answer = await fetch(new URL(request.url ?? '/', RESEND_BASE_URL), {
      method: 'POST',
      body,
      headers: {
        Authorization: request.headers.authorization ?? '',
        'Content-Type': 'application/json',
        'Idempotency-Key': String(request.headers['idempotency-key']),
      },
    })
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}
