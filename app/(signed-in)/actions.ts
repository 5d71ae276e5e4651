'use server'

import { redirect } from 'next/navigation'
import { log } from '@/lib/log'
import { leaveSession } from '@/lib/session/begin'
import { HOME, unavailablePath } from '@/lib/sign-in/return-path'

/** Ends this session on the server and in the browser. Signing out twice is the same as once. */
export async function signOut(): Promise<void> {
  try {
    await leaveSession()
  } catch (error) {
    log.error('not signed out', error)
    redirect(unavailablePath(HOME))
  }
  redirect('/')
}
