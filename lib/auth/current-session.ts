import 'server-only'
import { after } from 'next/server'
import { type Device, deviceCookie } from '@/lib/auth/device'
import { lastEmailCookie } from '@/lib/auth/last-email-cookie'
import { notifyNewDevice } from '@/lib/auth/notices'
import { pendingCookie } from '@/lib/auth/pending-cookie'
import { endSessions, type NewSession } from '@/lib/auth/session'
import { sessionCookie } from '@/lib/auth/session-cookie'

/**
 * Gives this browser its session and makes it a known device. A session that it held before ends,
 * and copies of its cookie with it (ASVS 7.2.4). On a new device, the owner is told by email.
 */
export async function startSession(
  { session, email }: { session: NewSession; email: string },
  device: Device,
): Promise<void> {
  const before = await sessionCookie.read()
  if (before && before.id !== session.id) await endSessions({ id: before.id }, 'replaced')
  await sessionCookie.write(session)
  await lastEmailCookie.write({ email })
  await deviceCookie.write({ id: device.id, email })
  if (session.isNewDevice) after(() => notifyNewDevice(session, email))
}

/** Signs this browser out. On the server first, so that copied cookies end too (ASVS 7.4.1). */
export async function endCurrentSession(): Promise<void> {
  const session = await sessionCookie.read()
  if (session) await endSessions({ id: session.id }, 'signed-out')
  await sessionCookie.clear()
  await pendingCookie.clear()
}

/** Makes this browser forget who signed in or was about to, and which device it is. */
export async function forgetDevice(): Promise<void> {
  await lastEmailCookie.clear()
  await pendingCookie.clear()
  await deviceCookie.clear()
}

/** After an email change: this browser now knows the new address, if it knew the old one. */
export async function updateKnownEmail({ from, to }: { from: string; to: string }): Promise<void> {
  if ((await lastEmailCookie.read())?.email === from) await lastEmailCookie.write({ email: to })
  const device = await deviceCookie.read()
  if (device?.email === from) await deviceCookie.write({ ...device, email: to })
}
