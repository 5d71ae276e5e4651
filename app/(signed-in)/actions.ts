'use server'

import { redirect } from 'next/navigation'
import { leaveSession } from '@/lib/session/begin'

/** Ends this session on the server and in the browser. Signing out twice is the same as once. */
export async function signOut(): Promise<void> {
  await leaveSession()
  redirect('/')
}
