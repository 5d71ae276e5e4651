import { randomUUID } from 'node:crypto'
import { type Exchange, sendJson } from '../http'
import { addressIn, type Email, type EventType } from '../mailbox/email'
import { ApiError } from './api-error'
import { authorize } from './authorize'

const ORIGINS: Partial<Record<EventType, string>> = {
  'email.bounced': 'bounce',
  'email.complained': 'complaint',
}

type Suppression = { id: string; email: string; origin: string; source_id: string; created_at: string }

/**
 * The list of addresses to which nothing is sent anymore, for all of a team's domains.
 * https://resend.com/docs/dashboard/emails/email-suppressions
 */
export class Suppressions {
  #list = new Map<string, Suppression>()

  hear({ id, to }: Email, type: EventType, at: string): void {
    const [origin, email] = [ORIGINS[type], addressIn(to[0] ?? '')]
    if (!origin || !email || this.#list.has(email)) return
    this.#list.set(email, { id: randomUUID(), email, origin, source_id: id, created_at: at })
  }

  /** By address or id. */
  find(wanted = ''): Suppression | undefined {
    const email = addressIn(wanted)
    return email ? this.#list.get(email) : [...this.#list.values()].find(({ id }) => id === wanted)
  }

  remove({ email }: Suppression): void {
    this.#list.delete(email)
  }
}

/** Resend's `GET` and `DELETE /suppressions/:id_or_email`. False for any other request. */
export function answerSuppressions(
  suppressions: Suppressions,
  { url, request, response }: Exchange,
): boolean {
  const [, wanted] = /^\/suppressions\/([^/]+)$/.exec(url.pathname) ?? []
  if (!wanted || !['GET', 'DELETE'].includes(request.method ?? '')) return false
  try {
    authorize(request)
    const found = suppressions.find(decodeURIComponent(wanted))
    if (!found) throw new ApiError(404, 'not_found', 'Suppression not found')
    if (request.method === 'DELETE') suppressions.remove(found)
    const answer = request.method === 'DELETE' ? { id: found.id, deleted: true } : found
    sendJson(response, 200, { object: 'suppression', ...answer })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    sendJson(response, error.statusCode, error, error.headers)
  }
  return true
}
