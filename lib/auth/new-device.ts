import 'server-only'
import { sendNotice } from '@/lib/auth/notices'
import { NOT_ME_LIFETIME, notMeUrl } from '@/lib/auth/report'
import type { NewSession } from '@/lib/auth/session'
import { newDeviceMail } from '@/lib/email/templates/new-device'

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
