'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { endFromList } from '@/lib/account/sessions'
import { leaveSession } from '@/lib/auth/current-session'
import { requireRecentSession } from '@/lib/auth/guard'
import { forgetKeptForm } from '@/lib/auth/kept-form'
import { endSessionsOf } from '@/lib/auth/session'

const PATH = '/account/sessions'

const Which = z.string().regex(/^[\w-]{22}$/)

/** Ends the session that the form names, if it is theirs. */
export async function endOne(form: FormData): Promise<void> {
  const which = Which.safeParse(form.get('session'))
  const session = await requireRecentSession(PATH, { wanted: 'one' })
  if (!which.success) redirect(PATH)
  if (which.data === session.id) await leave()
  await endFromList({ id: which.data, userId: session.userId })
  await forgetKeptForm()
  redirect(`${PATH}?ended=one`)
}

/** Ends every session but this one. */
export async function endOthers(): Promise<void> {
  const session = await requireRecentSession(PATH, { wanted: 'others' })
  await endSessionsOf(session.userId, 'ended', session.id)
  await forgetKeptForm()
  redirect(`${PATH}?ended=others`)
}

/** Ends every session, this one last. */
export async function endAll(): Promise<void> {
  const session = await requireRecentSession(PATH, { wanted: 'all' })
  await endSessionsOf(session.userId, 'ended')
  await leave()
}

async function leave(): Promise<never> {
  await forgetKeptForm()
  await leaveSession()
  redirect('/')
}
