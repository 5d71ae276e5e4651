import 'server-only'
import { after } from 'next/server'
import { deviceCookie, knownDevice } from '@/lib/auth/device'
import { notifyNewDevice } from '@/lib/auth/notices'
import { pendingCookie } from '@/lib/auth/pending-cookie'
import type { SignedIn } from '@/lib/auth/redeem'
import { endSessions } from '@/lib/auth/session'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { noteAttempt } from '@/lib/auth/store-request'
import { log } from '@/lib/platform/log'

/**
 * Gives this browser its session and, with "Keep me signed in", makes it a known device: without,
 * nothing of ours outlives the browser. A session that it held before ends, and copies of its cookie
 * with it (ASVS 7.2.4). On a new device, the owner is told by email.
 */
export async function startSession(signedIn: SignedIn, by: 'link' | 'code'): Promise<void> {
  const { session, device, attemptId, requestedAt, email } = signedIn
  const before = await sessionCookie.read()
  if (before && before.id !== session.id) await endSessions({ id: before.id }, 'replaced')
  if (session.remember) {
    await sessionCookie.write(session)
    await deviceCookie.write(knownDevice(device, email, session.isNewDevice))
  } else {
    await sessionCookie.write({ ...session, deviceId: device.id })
  }
  const took = Math.round((Date.now() - requestedAt) / 1000)
  log.info('link.redeemed', { attempt: attemptId, by, seconds: took })
  after(() => markRedeemed(attemptId))
  if (session.isNewDevice) after(() => notifyNewDevice(session, email))
}

/** So that the next request is a new attempt: this one's next link would be dead on arrival. */
const markRedeemed = (attemptId: string) =>
  noteAttempt(attemptId, { redeemed: 1 }).catch((error) => log.error('attempt.note_failed', error))

/** Signs this browser out. On the server first, so that copied cookies end too (ASVS 7.4.1). */
export async function endCurrentSession(): Promise<void> {
  const session = await sessionCookie.read()
  if (session) await endSessions({ id: session.id }, 'signed-out')
  await sessionCookie.clear()
  await pendingCookie.clear()
}

/** Makes this browser forget who signed in or was about to, and which device it is. */
export async function forgetDevice(): Promise<void> {
  await pendingCookie.clear()
  await deviceCookie.clear()
}

/** After an email change: this browser now knows the new address, if it knew the old one. */
export async function updateKnownEmail({ from, to }: { from: string; to: string }): Promise<void> {
  const device = await deviceCookie.read()
  if (device?.email === from) await deviceCookie.write(knownDevice(device, to, false))
}
