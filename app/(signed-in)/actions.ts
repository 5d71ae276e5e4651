'use server'

import { redirect } from 'next/navigation'
import { leaveSession } from '@/lib/auth/current-session'
import { HOME, unavailablePath } from '@/lib/auth/return-path'
import { log } from '@/lib/platform/log'

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
