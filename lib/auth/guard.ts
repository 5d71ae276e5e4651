import 'server-only'
import { redirect, unstable_rethrow } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { sendLostNotices } from '@/lib/auth/lost-notices'
import { signInPath, unavailablePath } from '@/lib/auth/return-path'
import { findLiveSession, type LiveSession, markSeen } from '@/lib/auth/session'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { isRecent, isRefreshDue } from '@/lib/auth/session-lifetime'
import { log } from '@/lib/platform/log'

/**
 * The session of this request, looked up once; undefined if the visitor isn't signed in.
 * @throws when the database can't be reached.
 */
export const currentSession = cache(async (): Promise<LiveSession | undefined> => {
  const cookie = await sessionCookie.read()
  const session = cookie && (await findLiveSession(cookie.id))
  if (session && isRefreshDue(session)) after(() => recordUse(session))
  return session
})

/** Every five minutes: a moment to send what the account's owner should have been told. */
async function recordUse({ id, userId }: LiveSession): Promise<void> {
  await markSeen(id).catch((error) => log.error('session.touch_failed', error))
  await sendLostNotices({ userId })
}

/** The same for public pages, which do without it if the database is down. */
export async function currentSessionIfKnown(): Promise<LiveSession | undefined> {
  return currentSession().catch((error) => {
    unstable_rethrow(error)
    log.error('session.lookup_failed', error)
    return undefined
  })
}

/**
 * The guard: every protected page, action and handler calls it first, whatever middleware.ts has
 * let through (CVE-2025-29927). Redirects to the sign-in form if there is no session, or to
 * /unavailable if the database is down. Either way the visitor returns to `path`.
 */
export async function requireSession(path: string): Promise<LiveSession> {
  const session = await currentSession().catch((error) => {
    // Next's own signals, such as "can't be prerendered", are no outage.
    unstable_rethrow(error)
    log.error('session.lookup_failed', error)
    redirect(unavailablePath(path))
  })
  return session ?? redirect(signInPath(path))
}

/**
 * `requireSession` for the action of a form: it acts for the account that its page was made for
 * (`ForAccount`), and for no other. A browser may have become another account's since, in another
 * tab. Then nothing happens, and a page says so.
 */
export async function requireSessionOf(form: FormData, path: string): Promise<LiveSession> {
  const session = await requireSession(path)
  requireSameAccount(form, session, path)
  return session
}

/** Refuses a form that was made for another account than the one that is signed in. */
export function requireSameAccount(form: FormData, { userId }: LiveSession, path: string): void {
  if (form.get('account') !== userId) redirect(`/account/switched?next=${encodeURIComponent(path)}`)
}

/** Where a visitor signs in again on the way to `path`. */
export const reauthenticatePath = (path: string) => `/account/reauthenticate?next=${encodeURIComponent(path)}`

/**
 * Guards sensitive actions: an unattended, signed-in browser is not enough (ASVS 7.5.1). A visitor
 * who signed in more than ten minutes ago does so again, and returns to `path`. The page asks
 * before it shows the form, and its action asks again.
 */
export async function requireRecentSession(path: string): Promise<LiveSession> {
  return recent(await requireSession(path), path)
}

/** `requireRecentSession` for the action of a form. See `requireSessionOf`. */
export async function requireRecentSessionOf(form: FormData, path: string): Promise<LiveSession> {
  return recent(await requireSessionOf(form, path), path)
}

const recent = (session: LiveSession, path: string): LiveSession =>
  isRecent(session) ? session : redirect(reauthenticatePath(path))
