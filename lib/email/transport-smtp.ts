import 'server-only'
import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { smtpError, smtpOptions } from '@/lib/email/smtp-connection'
import { headersOf, type Message, type Transport, type Try } from '@/lib/email/transport'
import { env } from '@/lib/platform/env'
import { seconds } from '@/lib/platform/time'

/**
 * An email server, at one connection for each email.
 *
 * SMTP has no idempotency key. If the answer to the whole email is lost, the server may have sent it,
 * and another try would send it twice. So that try was the last: the visitor is told that it failed,
 * and if the email does arrive, its link works. Up to there nothing was sent, and tries are safe. A
 * later call for the same id repeats the Message-ID, by which many mailboxes drop a second copy.
 */
export const smtp: Transport = {
  // One that hangs isn't tried again, so it may take all the time there is.
  tryTimeout: seconds(4),
  async send(message, signal) {
    const email = await compose(message)
    return deliver(email, { from: sender().address, to: message.to }, signal)
  },
}

/** The email in MIME (RFC 5322), with header values encoded, so that none can end its line. */
function compose(message: Message): Promise<Buffer> {
  const { kind, id, to, subject, html, text } = message
  const domain = sender().address.split('@').at(-1)
  return new MailComposer({
    from: sender(),
    // As an object, an address is never parsed as a list of several.
    to: { name: '', address: to },
    replyTo: env().email.replyTo,
    messageId: `<${kind}.${id}@${domain}>`,
    ...{ subject, html, text },
    headers: headersOf(message),
  })
    .compile()
    .build()
}

function sender() {
  const { from } = env().email
  const [, name, address] = /^(.+) <(.+)>$/.exec(from) ?? ['', '', from]
  return { name: name ?? '', address: address ?? '' }
}

function deliver(email: Buffer, envelope: { from: string; to: string }, signal: AbortSignal): Promise<Try> {
  return new Promise((done) => {
    const { connection: options, credentials } = smtpOptions(env())
    const connection = new SMTPConnection(options)
    let isHandedOver = false
    // Nothing reads from it before the server has agreed to take the email (354).
    const body = new Readable({
      read() {
        isHandedOver = true
        this.push(email)
        this.push(null)
      },
    })
    const fail = (error: Error) => {
      done(outcomeOf(error, isHandedOver))
      connection.close()
    }
    const send = () =>
      connection.send(envelope, body, (error) => {
        if (error) return fail(error)
        done({ outcome: 'accepted', provider: 'smtp' })
        connection.quit()
      })
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    connection.on('error', fail)
    connection.once('end', () => fail(new Error('The connection was closed.')))
    connection.connect((error) => {
      if (error) fail(error)
      else if (credentials) connection.login({ credentials }, (refused) => (refused ? fail(refused) : send()))
      else send()
    })
  })
}

/**
 * Replies of RFC 5321: 4xx is for now, 5xx for good. That goes for a refused recipient, too: the
 * server may be one for many senders, so a 550 can be about its policy, and isn't noted as a bounce.
 */
function outcomeOf(error: Error, isHandedOver: boolean): Try {
  const { code, status, enhanced } = smtpError(error)
  const why = { error: enhanced ? `${code} ${enhanced}` : code, status }
  if (!status) {
    if (isHandedOver) return { outcome: 'refused', error: 'lost answer' }
    return { outcome: FOR_GOOD.includes(code) ? 'refused' : 'failed', ...why }
  }
  // 421 and 454: too many connections or logins; 4.7.x (RFC 3463): policy, which for now means pace.
  if (status === 421 || status === 454 || enhanced?.startsWith('4.7.')) {
    return { outcome: 'too-fast', headers: null, ...why }
  }
  return { outcome: status >= 500 ? 'refused' : 'failed', ...why }
}

/** Without a reply: no TLS, a login that isn't possible, an address that SMTP can't say. */
const FOR_GOOD = ['ETLS', 'EAUTH', 'EENVELOPE', 'EMESSAGE']
