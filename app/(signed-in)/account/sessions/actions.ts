'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { requireRecentSession, revokeAccessHere, signOut } from '@/lib/auth'

const PATH = '/account/sessions'

const SessionId = z.string().regex(/^[\w-]{22}$/)

/** Signs out the device that the form names, if it is the visitor's. */
export async function revokeOne(form: FormData): Promise<void> {
  const id = SessionId.safeParse(form.get('session'))
  const session = await requireRecentSession(PATH)
  if (!id.success) redirect(PATH)
  if (id.data === session.id) return leave()
  await revokeAccessHere(session, { onlySession: id.data })
  redirect(`${PATH}?ended=one`)
}

/** Signs out every device but this one. */
export async function revokeOthers(): Promise<void> {
  const session = await requireRecentSession(PATH)
  await revokeAccessHere(session, { exceptSession: session.id })
  redirect(`${PATH}?ended=others`)
}

/** Signs out every device, this one last. */
export async function revokeAll(): Promise<void> {
  const session = await requireRecentSession(PATH)
  await revokeAccessHere(session)
  await leave()
}

async function leave(): Promise<never> {
  await signOut()
  redirect('/')
}
