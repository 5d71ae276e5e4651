'use server'

import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { forgetTimeZone } from '@/app/time-zone'
import { deleteAccount } from '@/lib/account'
import { canSignUp, forgetDevice, requireRecentSessionOf, sendSecurityEmail, sessionCookie } from '@/lib/auth'
import { copyIn } from '@/lib/copy'
import { accountDeletedEmail } from '@/lib/email'
import { env } from '@/lib/platform'

/**
 * Deletes the account and everything that belongs to it, everywhere and right away, and forgets it
 * in this browser.
 */
export async function deleteMyAccount(form: FormData): Promise<void> {
  const { userId, email, language } = await requireRecentSessionOf(form, '/account#data')
  // Deleted elsewhere, or its address has just changed: the page asks again.
  if (!(await deleteAccount({ id: userId, email }))) redirect('/account/delete')
  const notice = accountDeletedEmail(copyIn(language), {
    at: new Date(),
    url: canSignUp(email) ? env().appUrl : undefined,
  })
  after(() => sendSecurityEmail(notice, { to: email, id: userId }))
  await sessionCookie.clear()
  await forgetDevice()
  await forgetTimeZone()
  redirect('/goodbye')
}
