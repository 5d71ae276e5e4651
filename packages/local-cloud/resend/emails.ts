import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GetEmailResponseSuccess } from 'resend'
import { BodyTooLarge, readBody, sendJson } from '../http'
import { type Mail, messageId, wasSent } from '../mailbox/mail'
import type { Mailbox } from '../mailbox/store'
import { ApiError } from './api-error'
import { answerTaken } from './outcome'
import type { Sent } from './sending'

// Resend takes 40 MB with attachments; a sign-in mail that comes near this is a mistake.
const LARGEST = 10 * 1024 * 1024

export type Emails = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** Resend's /emails over a mailbox. The function returned says false when the path isn't one of its own. */
export function createEmails(
  mailbox: Mailbox,
  send: (body: Buffer, key: string | undefined) => Sent,
): Emails {
  const post = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request, LARGEST)
    const { id, behaviour } = send(body, request.headers['idempotency-key']?.toString())
    const answer = answerTaken(behaviour, id, request, response)
    // A second request may hear what the first one didn't.
    if (mailbox.get(id)?.answer !== answer) mailbox.change(id, (mail) => ({ ...mail, answer }))
  }

  return async (url, request, response) => {
    const [, id] = /^\/emails(?:\/([^/]+))?$/.exec(url.pathname) ?? [undefined, null]
    if (id === null) return false
    try {
      authorize(request)
      if (id === undefined && request.method === 'POST') {
        await post(request, response)
      } else if (id !== undefined && request.method === 'GET') {
        const mail = mailbox.get(id)
        if (!mail || !wasSent(mail)) throw new ApiError(404, 'not_found', 'Email not found')
        sendJson(response, 200, toResponse(mail))
      } else {
        throw new ApiError(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
      }
    } catch (error) {
      const answer = error instanceof BodyTooLarge ? tooLarge() : error
      if (!(answer instanceof ApiError)) throw error
      sendJson(response, answer.statusCode, answer, answer.headers)
    }
    return true
  }
}

/** Any key of Resend's form will do, since nothing here is worth guarding. */
function authorize(request: IncomingMessage): void {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!key) throw new ApiError(401, 'missing_api_key', 'Missing API key in the authorization header.')
  if (!key.startsWith('re_')) throw new ApiError(403, 'invalid_api_key', 'API key is invalid.')
}

function toResponse(mail: Mail): GetEmailResponseSuccess {
  const last = mail.events.at(-1)?.type.replace(/^email\./, '') ?? 'queued'
  return {
    object: 'email',
    id: mail.id,
    message_id: messageId(mail),
    from: mail.from,
    to: mail.to,
    cc: null,
    bcc: null,
    reply_to: mail.replyTo ?? null,
    subject: mail.subject,
    html: mail.html ?? null,
    text: mail.text ?? null,
    tags: mail.tags,
    created_at: mail.createdAt,
    scheduled_at: null,
    last_event: last as GetEmailResponseSuccess['last_event'],
  }
}

function tooLarge(): ApiError {
  return new ApiError(413, 'validation_error', 'The request body is too large.')
}
