import type { IncomingMessage } from 'node:http'
import { type LocalServer, listen, parseUrl, sendJson } from './http'
import { answerApi } from './mailbox/api'
import { answerForms } from './mailbox/forms'
import type { Mail } from './mailbox/mail'
import { answerPage } from './mailbox/routes'
import { Mailbox } from './mailbox/store'
import { ApiError } from './resend/api-error'
import { createDeliveries } from './resend/deliveries'
import { createEmails } from './resend/emails'
import { answerFaults, Faults } from './resend/faults'
import { createSending } from './resend/sending'
import type { Webhook } from './resend/webhook'

export type { Mail } from './mailbox/mail'

/**
 * Resend's `/emails` on 127.0.0.1, and the mailbox that holds what was sent: a page at `/`, JSON under `/api/mails`.
 * Port 0 takes any free one. Rejects when the port is taken (EADDRINUSE). `onMail` hears of each new mail. `webhook`
 * is told what became of it, signed, as Resend would; without one, nobody is.
 * https://resend.com/docs/api-reference/emails/send-email
 */
export async function startResend(options: {
  port: number
  onMail?: (mail: Mail) => void
  webhook?: Webhook
}): Promise<LocalServer> {
  const mailbox = new Mailbox()
  const { onMail, webhook } = options
  if (onMail) mailbox.onMail(onMail)
  const faults = new Faults()
  const deliveries = createDeliveries(mailbox, webhook)
  const answerEmails = createEmails(mailbox, createSending(mailbox, faults, deliveries))

  const { url, close } = await listen(async (request, response) => {
    const url = parseUrl(request)
    const refused = !url ? 'The address is malformed.' : refusal(request)
    if (refused || !url) return sendJson(response, 403, new ApiError(403, 'security_error', refused ?? ''))
    const answered =
      (await answerEmails(url, request, response)) ||
      (await answerFaults(faults, url, request, response)) ||
      (await answerApi(mailbox, url, request, response)) ||
      (await answerForms(mailbox, url, request, response)) ||
      (await answerPage(mailbox, url, request, response))
    if (!answered)
      sendJson(response, 404, new ApiError(404, 'not_found', 'The requested endpoint does not exist'))
  }, options.port)
  return {
    url,
    close: () => {
      deliveries.close()
      return close()
    },
  }
}

/** Sign-in links lie here without a password, so no web page elsewhere may reach them through a browser. */
function refusal({ headers, method }: IncomingMessage): string | undefined {
  // DNS rebinding: a foreign name that suddenly points to 127.0.0.1 still shows in Host.
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(headers.host ?? '')) {
    return 'Use localhost or 127.0.0.1 as the host.'
  }
  if (method === 'GET' || method === 'HEAD') return undefined
  const site = headers['sec-fetch-site']
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
  return foreign ? 'Requests from other sites are refused.' : undefined
}
