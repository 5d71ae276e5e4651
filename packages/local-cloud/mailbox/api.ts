import type { ServerResponse } from 'node:http'
import { type Exchange, sendJson } from '../http'
import { codeIn, type Email, linksIn } from './email'
import { stateOf } from './state'
import type { Mailbox, Query } from './store'

const LONGEST_WAIT = 30_000

/** The mailbox as JSON, for tests, under /api/emails. False for any other path. */
export async function answerApi(mailbox: Mailbox, { url, request, response }: Exchange): Promise<boolean> {
  const [path, id] = /^\/api\/emails(?:\/([^/]+))?$/.exec(url.pathname) ?? []
  if (path === undefined) return false
  if (id === undefined && request.method === 'DELETE') {
    mailbox.clear()
    sendJson(response, 200, { emails: [] })
  } else if (request.method !== 'GET') {
    sendJson(response, 405, { error: 'method not allowed' })
  } else if (id === undefined || id === 'latest') {
    const query = parseQuery(url.searchParams)
    if (!query) sendJson(response, 400, { error: 'since is an ISO date, wait a number of milliseconds' })
    else if (id) sendEmail(response, await waitFor(mailbox, query, response))
    else sendJson(response, 200, { emails: mailbox.find(query).map(toJson) })
  } else {
    sendEmail(response, mailbox.get(id))
  }
  return true
}

function parseQuery(parameters: URLSearchParams): (Query & { wait: number }) | undefined {
  const since = parameters.get('since')
  const wait = Number(parameters.get('wait') ?? 0)
  if ((since !== null && Number.isNaN(Date.parse(since))) || !(wait >= 0)) return undefined
  return {
    to: parameters.get('to') ?? undefined,
    q: parameters.get('q') ?? undefined,
    refused: parameters.has('refused'),
    since: since === null ? undefined : new Date(since),
    wait: Math.min(wait, LONGEST_WAIT),
  }
}

function waitFor(mailbox: Mailbox, query: Query & { wait: number }, response: ServerResponse) {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return mailbox.latest(query, query.wait, gone.signal)
}

function sendEmail(response: ServerResponse, email: Email | undefined): void {
  if (email) sendJson(response, 200, toJson(email))
  else sendJson(response, 404, { error: 'no such email' })
}

/** An email with what tests look for: links, code, state, and whether events were accepted. */
function toJson(email: Email) {
  const { answer: _, ...shown } = email
  return {
    ...shown,
    links: linksIn(email),
    code: codeIn(email),
    state: stateOf(email),
    events: email.events.map(({ type, at, webhook }) => ({ type, at, accepted: webhook === 'accepted' })),
  }
}
