'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { deleteAccount } from '@/lib/account/deletion'
import { forgetPeople } from '@/lib/auth/current-session'
import { requireRecentSession } from '@/lib/auth/guard'
import { sendNotice } from '@/lib/auth/notices'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { mayBeNew } from '@/lib/auth/sign-up-policy'
import { accountDeletedMail } from '@/lib/email/templates/account-deleted'
import { env } from '@/lib/platform/env'
import { randomId } from '@/lib/platform/secrets'

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
