import 'server-only'
import { recordEvent } from '@/lib/account/events'
import { NOT_ME_LIFETIME, notMeUrl } from '@/lib/account/not-me'
import { log } from '@/lib/log'
import { sendMail } from '@/lib/mail/send'
import { newDeviceMail } from '@/lib/mail/templates/new-device-mail'
import type { NewSession } from '@/lib/session/store'
import { takeFromLimits } from '@/lib/sign-in/limits'

/**
 * Mails the owner of an account that it was signed in to in a browser that it hadn't been used in before. Never throws: it
 * comes after the answer, when nobody is there to hear.
 */
export async function tellOfNewBrowser(session: NewSession, email: string): Promise<void> {
  try {
    const taken = await takeFromLimits({ mailsInTotal: 'all' })
    if (!taken.ok) return log.warn('mail limited', { limit: taken.limit, kind: 'new-device' })
    const mail = newDeviceMail({
      url: notMeUrl(session.id),
      until: new Date(session.createdAt + NOT_ME_LIFETIME),
      at: new Date(session.createdAt),
      device: session.device,
      place: session.network,
    })
    // One session, one mail, also where an answer was lost and the claim comes again.
    const sent = await sendMail(mail, { to: email, id: session.id })
    if (sent.ok) await recordEvent({ email }, { kind: 'mail-sent', detail: mail.kind })
  } catch (error) {
    log.error('owner not told of new browser', error)
  }
}
