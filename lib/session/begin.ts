import 'server-only'
import { cookies } from 'next/headers'
import { randomId } from '@/lib/secrets'
import { sessionCookie } from '@/lib/session/cookie'
import { endSession } from '@/lib/session/store'
import { pendingCookie } from '@/lib/sign-in/pending-cookie'
import { rememberedCookie } from '@/lib/sign-in/remembered-cookie'

/**
 * Gives this browser its session, and remembers whose it is for the next sign-in. A session that it held before ends,
 * copies of its cookie with it (ASVS 7.2.4).
 */
export async function beginSession(signedIn: {
  session: { id: string; createdAt: number }
  email: string
}): Promise<void> {
  const jar = await cookies()
  const before = await sessionCookie.unseal(jar.get(sessionCookie.name())?.value)
  if (before && before.id !== signedIn.session.id) await endSession(before.id)
  jar.set(await sessionCookie.seal(signedIn.session))
  jar.set(await rememberedCookie.seal({ email: signedIn.email, id: randomId() }))
}

/** Signs this browser out: on the server first, so that a copied cookie is refused too (ASVS 7.4.1). */
export async function leaveSession(): Promise<void> {
  const jar = await cookies()
  const session = await sessionCookie.unseal(jar.get(sessionCookie.name())?.value)
  if (session) await endSession(session.id)
  jar.set(sessionCookie.cleared())
  jar.set(pendingCookie.cleared())
}
