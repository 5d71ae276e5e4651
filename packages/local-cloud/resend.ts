import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { type LocalServer, listen, parseUrl, sendJson } from './http'
import { answerApi } from './mailbox/api'
import type { Email } from './mailbox/email'
import { answerPage } from './mailbox/routes'
import { Mailbox } from './mailbox/store'
import { ApiError } from './resend/api-error'
import { createDeliveries } from './resend/deliveries'
import { answerEmails } from './resend/emails'
import { answerFaults, Faults } from './resend/faults'
import { Rate } from './resend/rate'
import { createSending } from './resend/sending'
import { answerSetup } from './resend/setup'
import { answerSuppressions, Suppressions } from './resend/suppressions'
import type { Wait, Webhook } from './resend/webhook'
import { listenSmtp } from './smtp/server'

export type MailServer = LocalServer & {
  /** Takes emails by SMTP into the same mailbox, on a port of its own, until `close`. */
  startSmtp(port: number): Promise<LocalServer>
}

/**
 * Resend's `POST /emails`, `GET /domains`, `GET /webhooks` and its suppression list on 127.0.0.1, and a mailbox with what was sent: a page at `/`, JSON under
 * `/api/emails`. Port 0 takes any free one. Rejects when the port is taken (EADDRINUSE).
 *
 * `onEmail` is called with each new email. `webhook` gets the delivery events, signed as by Resend.
 * `perSecond`: calls past so many are refused with 429. `wait` lets tests skip the pauses between events, and between the tries to report one.
 * https://resend.com/docs/api-reference/emails/send-email
 */
export async function startResend(options: {
  port: number
  onEmail?: (email: Email) => void
  webhook?: Webhook
  perSecond?: number
  wait?: Wait
}): Promise<MailServer> {
  const { port, onEmail, webhook, perSecond = Number.POSITIVE_INFINITY, wait = pause } = options
  const mailbox = new Mailbox()
  const faults = new Faults()
  const rate = new Rate(perSecond)
  const suppressions = new Suppressions()
  const deliveries = createDeliveries(mailbox, suppressions, webhook, wait)
  const sendEmail = createSending(mailbox, faults, deliveries, onEmail)

  const { url, close } = await listen(async (request, response) => {
    const url = parseUrl(request)
    const refused = url ? refusal(request) : 'The address is malformed.'
    if (refused || !url) return sendJson(response, 403, new ApiError(403, 'security_error', refused ?? ''))
    const exchange = { url, request, response }
    const answered =
      (await answerEmails(mailbox, rate, sendEmail, exchange)) ||
      answerSetup(exchange, webhook?.url()) ||
      answerSuppressions(suppressions, exchange) ||
      (await answerFaults(faults, exchange)) ||
      (await answerApi(mailbox, exchange)) ||
      (await answerPage(mailbox, exchange))
    if (!answered) {
      sendJson(response, 404, new ApiError(404, 'not_found', 'The requested endpoint does not exist'))
    }
  }, port)
  const others: LocalServer[] = []
  return {
    url,
    startSmtp: async (port) => {
      const smtp = await listenSmtp({ port, mailbox, faults }, onEmail)
      others.push(smtp)
      return smtp
    },
    close: async () => {
      deliveries.close()
      await Promise.all([close(), ...others.map((other) => other.close())])
    },
  }
}

const pause: Wait = (ms, signal) => setTimeout(ms, undefined, { signal })

/** Links that sign people in lie here without a password: keep other web sites away from them. */
function refusal({ headers, method }: IncomingMessage): string | undefined {
  // DNS rebinding: a foreign name that suddenly points to 127.0.0.1 still shows in Host.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(headers.host ?? '')) {
    return 'Use localhost or 127.0.0.1 as the host.'
  }
  if (method === 'GET' || method === 'HEAD') return undefined
  const site = headers['sec-fetch-site']
  const isForeign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
  return isForeign ? 'Requests from other sites are refused.' : undefined
}
