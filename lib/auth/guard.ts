import 'server-only'
import { cookies } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { keepForm } from '@/lib/auth/kept-form'
import { signInPath, unavailablePath } from '@/lib/auth/return-path'
import { findLiveSession, type LiveSession, markSeen } from '@/lib/auth/session'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { isRecent, isSeenDue } from '@/lib/auth/session-lifetime'
import { log } from '@/lib/platform/log'

/**
 * Who is signed in, asked of the database once in each request; undefined where nobody is.
 * @throws when the database can't be reached.
 */
export const currentSession = cache(async (): Promise<LiveSession | undefined> => {
  const cookie = await sessionCookie.unseal((await cookies()).get(sessionCookie.name())?.value)
  const session = cookie && (await findLiveSession(cookie.id))
  if (session && isSeenDue(session)) after(() => noteUse(session.id))
  return session
})

const noteUse = (id: string) => markSeen(id).catch((error) => log.error('use not noted', error))

/** The same for pages that are for everybody: where the database doesn't answer, they do without. */
export async function currentSessionIfKnown(): Promise<LiveSession | undefined> {
  return currentSession().catch((error) => {
    unstable_rethrow(error)
    log.error('session not known', error)
    return undefined
  })
}

/**
 * The guard: every protected page, action and handler calls it first, whatever middleware.ts has let through
 * (CVE-2025-29927). Whoever isn't signed in goes to the form, and comes back to `path` afterwards; so does, from a page that
 * says so, whoever can't be told because the database doesn't answer.
 */
export async function requireSession(path: string): Promise<LiveSession> {
  const session = await currentSession().catch((error) => {
    // What tells Next that a page can't be prerendered is no outage.
    unstable_rethrow(error)
    log.error('session not known', error)
    redirect(unavailablePath(path))
  })
  return session ?? redirect(signInPath(path))
}

/** Where somebody who signed in a while ago does so again, on the way to `path`. */
export const confirmPath = (path: string) => `/account/reauthenticate?next=${encodeURIComponent(path)}`

/**
 * The guard of actions that a browser which was left open must not be enough for (ASVS 7.5.1): whoever signed in more than
 * ten minutes ago does so once more, comes back to the form at `path`, and finds in it what was typed.
 *
 * @param typed the form's fields
 */
export async function requireRecentSession(
  path: string,
  typed: Record<string, string> = {},
): Promise<LiveSession> {
  const session = await requireSession(path)
  if (isRecent(session)) return session
  await keepForm({ userId: session.userId, path }, typed)
  redirect(confirmPath(path))
}
