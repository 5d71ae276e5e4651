'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { deleteAccount } from '@/lib/account/delete'
import { sendNotice } from '@/lib/account/notice'
import { env } from '@/lib/env'
import { accountDeletedMail } from '@/lib/mail/templates/account-deleted-mail'
import { randomId } from '@/lib/secrets'
import { forgetPeople } from '@/lib/session/begin'
import { sessionCookie } from '@/lib/session/cookie'
import { requireRecentSession } from '@/lib/session/guard'
import { mayBeNew } from '@/lib/sign-in/sign-up-policy'

/** Deletes the account with all that belongs to it, at once and everywhere, and forgets it in this browser. */
export async function deleteMyAccount(): Promise<void> {
  const { userId, email } = await requireRecentSession('/account/delete')
  // Gone by another hand, or another address by now: the page asks again.
  if (!(await deleteAccount({ id: userId, email }))) redirect('/account/delete')
  const mail = accountDeletedMail({ at: new Date(), url: mayBeNew(email) ? env().appUrl : undefined })
  after(() => sendNotice(mail, { to: email, id: randomId() }))
  ;(await cookies()).set(sessionCookie.cleared())
  await forgetPeople()
  redirect('/goodbye')
}
