import 'server-only'
import { after } from 'next/server'
import { type UndoOutcome, undoEmailChange } from '@/lib/account/email-change-outcome'
import { type Device, thisDevice } from '@/lib/auth/device'
import { sendSecurityEmail } from '@/lib/auth/notices'
import { copyIn } from '@/lib/copy'
import { emailChangeUndoneEmail } from '@/lib/email/templates/email-change-undone'

/** `undoEmailChange` in the browser of this request. The address that loses is told. For handlers. */
export async function undoEmailChangeHere(token: string): Promise<UndoOutcome> {
  const undone = await undoEmailChange(token)
  if (undone.ok) {
    const [device, at] = [await thisDevice(), new Date()]
    after(() => notifyUndone(undone, { device, at }))
  }
  return undone
}

/**
 * Tells the mailbox that has lost an account, because a confirmed change to its address was undone:
 * its reader is signed out, and would try in vain to get in again. Never throws.
 */
export async function notifyUndone(
  { change: { id, userId }, lostBy }: Extract<UndoOutcome, { ok: true }>,
  { device, at }: { device: Pick<Device, 'name' | 'network' | 'language'>; at: Date },
): Promise<void> {
  if (!lostBy) return
  const notice = emailChangeUndoneEmail(copyIn(device.language), {
    at,
    device: device.name,
    place: device.network,
  })
  await sendSecurityEmail(notice, { to: lostBy, id, userId })
}
