import 'server-only'
import { cookies } from 'next/headers'
import { after } from 'next/server'
import { type Browser, browserCookie } from '@/lib/auth/device'
import { rememberedCookie } from '@/lib/auth/last-email-cookie'
import { tellOfNewBrowser } from '@/lib/auth/new-device'
import { pendingCookie } from '@/lib/auth/pending-cookie'
import { endSession, type NewSession } from '@/lib/auth/session'
import { sessionCookie } from '@/lib/auth/session-cookie'

/**
 * Gives this browser its session, and remembers whose it is for the next sign-in. A session that it held before ends,
 * copies of its cookie with it (ASVS 7.2.4). Where the account wasn't used in this browser before, its owner hears of it.
 */
export async function beginSession(
  { session, email }: { session: NewSession; email: string },
  browser: Browser,
): Promise<void> {
  const jar = await cookies()
  const before = await sessionCookie.unseal(jar.get(sessionCookie.name())?.value)
  if (before && before.id !== session.id) await endSession({ id: before.id }, 'replaced')
  jar.set(await sessionCookie.seal(session))
  jar.set(await rememberedCookie.seal({ email }))
  jar.set(await browserCookie.seal({ id: browser.id, email }))
  if (session.isNewBrowser) after(() => tellOfNewBrowser(session, email))
}

/** Makes this browser forget who signed in from it, and who was about to; and us, which browser it is. */
export async function forgetPeople(): Promise<void> {
  const jar = await cookies()
  for (const cookie of [rememberedCookie, pendingCookie, browserCookie]) jar.set(cookie.cleared())
}

/** Signs this browser out: on the server first, so that a copied cookie is refused too (ASVS 7.4.1). */
export async function leaveSession(): Promise<void> {
  const jar = await cookies()
  const session = await sessionCookie.unseal(jar.get(sessionCookie.name())?.value)
  if (session) await endSession({ id: session.id }, 'signed-out')
  jar.set(sessionCookie.cleared())
  jar.set(pendingCookie.cleared())
}
