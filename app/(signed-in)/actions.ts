'use server'

import { redirect } from 'next/navigation'
import * as auth from '@/lib/auth'
import { log } from '@/lib/platform'

/** Ends this session on the server and in the browser. Signing out twice is the same as once. */
export async function signOut(): Promise<void> {
  try {
    await auth.signOut()
  } catch (error) {
    log.error('session.sign_out_failed', error)
    redirect(auth.unavailablePath(auth.HOME))
  }
  redirect('/')
}
