import 'server-only'
import { NOT_ME_LIFETIME, notMeUrl } from '@/lib/account/not-me'
import { sendNotice } from '@/lib/account/notice'
import { newDeviceMail } from '@/lib/mail/templates/new-device-mail'
import type { NewSession } from '@/lib/session/store'

/** Mails the owner of an account that it was signed in to in a browser that it hadn't been used in before. Never throws. */
export async function tellOfNewBrowser(session: NewSession, email: string): Promise<void> {
  const mail = newDeviceMail({
    url: notMeUrl(session.id),
    until: new Date(session.createdAt + NOT_ME_LIFETIME),
    at: new Date(session.createdAt),
    device: session.device,
    place: session.network,
  })
  await sendNotice(mail, { to: email, id: session.id })
}
