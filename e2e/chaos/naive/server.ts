import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { listen, parseUrl, readBody, send } from 'local-cloud/http'
import { environment } from '../../support/environment'

// What many people write, over the same Redis and mail service: read the token, then delete it; count the emails, then
// check; look for the user, then insert. Each is right for one request at a time. The scenarios must catch all three.

const MAX_EMAILS = 5
const database = createClient({ url: process.env.NAIVE_DATABASE_URL ?? '', timeout: 5000 })

await listen(answer, Number(process.env.PORT))

async function answer(request: IncomingMessage, response: ServerResponse) {
  const { pathname } = parseUrl(request) ?? new URL('http://localhost')
  const body = await readBody(request)
  if (pathname.startsWith('/magic-link/')) return signIn(pathname.slice('/magic-link/'.length), response)
  if (pathname === '/dashboard') return greet(request, response)
  if (request.method === 'POST') return emailLink(body.toString(), response)
  send(
    response,
    200,
    'text/html',
    '<form enctype="multipart/form-data" method="post"><input name="email"/></form>',
  )
}

async function emailLink(body: string, response: ServerResponse) {
  const to = /name="email"\r\n\r\n(.*)\r\n/.exec(body)?.[1] ?? ''
  const count = Number((await redis('GET', `naive:emails:${to}`)) ?? 0)
  if (count < MAX_EMAILS) {
    await redis('INCR', `naive:emails:${to}`)
    const token = randomBytes(32).toString('hex')
    await redis('SET', `naive:token:${token}`, to, 'EX', 600)
    const text = `${environment.appUrl}/magic-link/${token}`
    await fetch(new URL('/emails', environment.mailboxUrl), {
      method: 'POST',
      headers: { Authorization: `Bearer ${process.env.RESEND_API_KEY}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ from: process.env.MAIL_FROM, to, subject: 'Sign in', text }),
    })
  }
  send(response, 303, 'text/plain', '', { Location: '/check-email' })
}

async function signIn(token: string, response: ServerResponse) {
  const email = await redis('GET', `naive:token:${token}`)
  if (email === null) return send(response, 400, 'text/plain', 'invalid')
  await redis('DEL', `naive:token:${token}`)
  const [known] = await sql('SELECT id FROM User WHERE email = ?', email)
  const user = known?.id ?? id()
  if (!known) await sql('INSERT INTO User (id, email) VALUES (?, ?)', user, email)
  const session = id()
  await sql(
    'INSERT INTO Session (id, userId, attemptId, createdAt) VALUES (?, ?, ?, ?)',
    session,
    user,
    token,
    0,
  )
  send(response, 303, 'text/plain', '', {
    Location: '/dashboard',
    'Set-Cookie': `session=${session}; Path=/`,
  })
}

async function greet(request: IncomingMessage, response: ServerResponse) {
  const session = /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
  const [user] = await sql(
    'SELECT email FROM User JOIN Session ON User.id = userId WHERE Session.id = ?',
    session,
  )
  send(response, user ? 200 : 401, 'text/html', user ? `Hello ${user.email}` : '')
}

const id = () => randomBytes(8).toString('hex')

/** Milliseconds to both services, as over a network: other requests get their turn in between. */
const LATENCY = 5

async function sql(sql: string, ...args: unknown[]) {
  await wait(LATENCY)
  const { rows } = await database.execute({ sql, args: args.map(String) })
  return rows
}

async function redis(...command: (string | number)[]): Promise<string | null> {
  await wait(LATENCY)
  const answer = await fetch(environment.redisUrl, {
    method: 'POST',
    headers: { Authorization: `Bearer ${environment.redisToken}` },
    body: JSON.stringify(command),
  })
  return (await answer.json()).result
}
