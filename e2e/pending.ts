import { hkdfSync } from 'node:crypto'
import { sealData, unsealData } from 'iron-session'
import type { Visitor } from './visitor'

type Pending = { browser: string; attempt: { sentAt: number; sent: number } }

/** Lets time pass for what this browser is waiting for, as the server reads it from the pending cookie. */
export async function letWaitingPass(visitor: Visitor, milliseconds: number): Promise<void> {
  const cookie = await visitor.heldCookie('pending')
  await visitor.context.addCookies([{ ...cookie, value: await passTime(cookie.value, milliseconds) }])
}

/** The same for the cookie's value alone. */
export async function passTime(sealed: string, milliseconds: number): Promise<string> {
  const pending = await unsealData<Pending>(decodeURIComponent(sealed), { password: key() })
  pending.attempt.sentAt -= milliseconds
  return sealData(pending, { password: key() })
}

// As in lib/secrets.ts, which only the server may import.
function key(): string {
  const [secret = ''] = (process.env.SESSION_SECRET ?? '').split(',')
  return Buffer.from(hkdfSync('sha256', secret, '', 'magic-link: pending cookie', 32)).toString('hex')
}
