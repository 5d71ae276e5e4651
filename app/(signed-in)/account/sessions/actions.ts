'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { endedCookie } from '@/lib/account'
import { requireSessionOf, revokeAccessHere, signOut } from '@/lib/auth'

const PATH = '/account/sessions'

// None of these requires a recent sign-in: ending is the safe direction, and an owner who can't get
// email must be able to throw an intruder out.

const SessionId = z.string().regex(/^[\w-]{22}$/)

/** Signs out the device that the form names, if it is the visitor's. */
export async function revokeOne(form: FormData): Promise<void> {
  const id = SessionId.safeParse(form.get('session'))
  const session = await requireSessionOf(form, PATH)
  if (!id.success) redirect(PATH)
  if (id.data === session.id) return leave()
  await revokeAccessHere(session, { onlySession: id.data })
  await endedCookie.write('one', session)
  redirect(PATH)
}

/** Signs out every device but this one. */
export async function revokeOthers(form: FormData): Promise<void> {
  const session = await requireSessionOf(form, PATH)
  await revokeAccessHere(session, { exceptSession: session.id })
  await endedCookie.write('others', session)
  redirect(PATH)
}

/** Signs out every device, this one last. */
export async function revokeAll(form: FormData): Promise<void> {
  const session = await requireSessionOf(form, PATH)
  await revokeAccessHere(session)
  await leave()
}

async function leave(): Promise<never> {
  await signOut()
  redirect('/')
}
