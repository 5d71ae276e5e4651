import { type Exchange, readBody, sendJson } from '../http'
import type { Mailbox } from '../mailbox/store'
import { ApiError } from './api-error'
import { authorize } from './authorize'
import { answerAccepted } from './outcome'
import type { Rate } from './rate'
import type { Send } from './sending'

// Resend takes 40 MB with attachments, which this doesn't read: an email of this size is a mistake.
const LARGEST = 10 * 1024 * 1024

/** Resend's `POST /emails`. False for any other path. */
export async function answerEmails(
  mailbox: Mailbox,
  rate: Rate,
  send: Send,
  exchange: Exchange,
): Promise<boolean> {
  const { url, request, response } = exchange
  if (url.pathname !== '/emails') return false
  try {
    authorize(request)
    rate.count()
    if (request.method !== 'POST') {
      throw new ApiError(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
    }
    const body = await readBody(request, LARGEST)
    const { id, behavior } = send(body, request.headers['idempotency-key']?.toString())
    const answer = answerAccepted(behavior, id, exchange)
    // A second request may get the answer that the first one didn't.
    if (mailbox.get(id)?.answer !== answer) mailbox.change(id, (email) => ({ ...email, answer }))
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    sendJson(response, error.statusCode, error, error.headers)
  }
  return true
}
