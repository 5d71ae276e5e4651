import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GetEmailResponseSuccess } from 'resend'
import { BodyTooLarge, readBody, sendJson } from '../http'
import { type Mail, type Mailbox, messageId } from '../mailbox/store'
import { ApiError } from './api-error'
import { type Draft, parseMail } from './parse-mail'

// Resend takes 40 MB with attachments; a sign-in mail that comes near this is a mistake.
const LARGEST = 10 * 1024 * 1024
const REMEMBERED = 24 * 60 * 60 * 1000

export type Emails = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** Resend's /emails over a mailbox. The function returned says false when the path isn't one of its own. */
export function createEmails(mailbox: Mailbox): Emails {
  const sent = new Map<string, { fingerprint: string; id: string; at: number }>()

  const send = (body: Buffer, key: string | undefined): { id: string } => {
    if (key === undefined) return deliver(mailbox, parseMail(parseJson(body)))
    if (key.length < 1 || key.length > 256) {
      throw new ApiError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
    }
    const fingerprint = createHash('sha256').update(body).digest('hex')
    const before = sent.get(key)
    if (before && Date.now() - before.at < REMEMBERED) {
      if (before.fingerprint === fingerprint) return { id: before.id }
      throw new ApiError(
        409,
        'invalid_idempotent_request',
        'Same idempotency key used with a different request payload.',
      )
    }
    const { id } = deliver(mailbox, parseMail(parseJson(body)))
    sent.set(key, { fingerprint, id, at: Date.now() })
    return { id }
  }

  return async (url, request, response) => {
    const [, id] = /^\/emails(?:\/([^/]+))?$/.exec(url.pathname) ?? [undefined, null]
    if (id === null) return false
    try {
      authorize(request)
      if (id === undefined && request.method === 'POST') {
        const body = await readBody(request, LARGEST)
        sendJson(response, 200, send(body, request.headers['idempotency-key']?.toString()))
      } else if (id !== undefined && request.method === 'GET') {
        const mail = mailbox.get(id)
        if (!mail) throw new ApiError(404, 'not_found', 'Email not found')
        sendJson(response, 200, toResponse(mail))
      } else {
        throw new ApiError(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
      }
    } catch (error) {
      const answer = error instanceof BodyTooLarge ? tooLarge() : error
      if (!(answer instanceof ApiError)) throw error
      sendJson(response, answer.statusCode, answer)
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

function deliver(mailbox: Mailbox, draft: Draft): { id: string } {
  const id = randomUUID()
  mailbox.add({ id, ...draft, createdAt: new Date().toISOString() })
  return { id }
}

function toResponse(mail: Mail): GetEmailResponseSuccess {
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
    last_event: 'delivered',
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function tooLarge(): ApiError {
  return new ApiError(413, 'validation_error', 'The request body is too large.')
}
