import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from '../http'
import { href } from './place'
import type { Mailbox } from './store'

/** What the page's forms post: delete one mail, delete all. False when the path isn't one of its own. */
export async function answerForms(
  mailbox: Mailbox,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [whole, id] = /^(?:\/mails\/([^/]+))?\/delete$/.exec(url.pathname) ?? []
  if (whole === undefined || request.method !== 'POST') return false
  if (id === undefined) mailbox.clear()
  else mailbox.remove(id)
  const q = id === undefined ? undefined : (url.searchParams.get('q') ?? undefined)
  request.resume()
  send(response, 303, 'text/plain; charset=utf-8', '', { Location: href('/', { q }) })
  return true
}
