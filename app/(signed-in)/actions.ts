'use server'

import { redirect, unstable_rethrow } from 'next/navigation'
import * as auth from '@/lib/auth'
import { log } from '@/lib/platform'

/** Ends this session on the server and in the browser. Signing out twice is the same as once. */
export async function signOut(form: FormData): Promise<void> {
  try {
    const session = await auth.currentSession()
    if (session) auth.requireSameAccount(form, session, auth.HOME)
    await auth.signOut()
  } catch (error) {
    unstable_rethrow(error)
    log.error('session.sign_out_failed', error)
    redirect(auth.unavailablePath(auth.HOME))
  }
  redirect('/')
}
