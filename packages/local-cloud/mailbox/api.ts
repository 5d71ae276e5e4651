import type { IncomingMessage, ServerResponse } from 'node:http'
import { sendJson } from '../http'
import { linksIn, type Mail } from './mail'
import { stateOf } from './state'
import type { Mailbox, Query } from './store'

const LONGEST_WAIT = 30_000

/** The mailbox as JSON, for tests. False when the path isn't one of its own. */
export async function answerApi(
  mailbox: Mailbox,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, id] = /^\/api\/mails(?:\/([^/]+))?$/.exec(url.pathname) ?? [undefined, null]
  if (id === null) return false
  if (id === undefined && request.method === 'DELETE') {
    mailbox.clear()
    sendJson(response, 200, { mails: [] })
  } else if (request.method !== 'GET') {
    sendJson(response, 405, { error: 'method not allowed' })
  } else if (id === undefined || id === 'latest') {
    const query = parseQuery(url.searchParams)
    if (!query) sendJson(response, 400, { error: 'since is an ISO date, wait is a number of milliseconds' })
    else if (id) sendMail(response, await waitFor(mailbox, query, response))
    else sendJson(response, 200, { mails: mailbox.find(query).map(toJson) })
  } else {
    sendMail(response, mailbox.get(id))
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

async function waitFor(mailbox: Mailbox, query: Query & { wait: number }, response: ServerResponse) {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return mailbox.latest(query, query.wait, gone.signal)
}

function sendMail(response: ServerResponse, mail: Mail | undefined): void {
  if (mail) sendJson(response, 200, toJson(mail))
  else sendJson(response, 404, { error: 'no such mail' })
}

/** A mail with what tests look for: its links, its state in a word, and whether the application took each event. */
function toJson(mail: Mail) {
  const { answer: _, ...shown } = mail
  return {
    ...shown,
    links: linksIn(mail),
    state: stateOf(mail),
    events: mail.events.map(({ type, at, news }) => ({ type, at, accepted: news === 'taken' })),
  }
}
