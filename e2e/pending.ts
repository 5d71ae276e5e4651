import { hkdfSync } from 'node:crypto'
import { sealData, unsealData } from 'iron-session'
import type { Visitor } from './visitor'

type Pending = { browser: string; attempt: { sentAt: number; sent: number } }

/** Lets time pass for what this browser is waiting for, as the server reads it from the pending cookie. */
export async function letWaitingPass(visitor: Visitor, milliseconds: number): Promise<void> {
  const cookie = await visitor.heldCookie('pending')
  const pending = await unsealData<Pending>(decodeURIComponent(cookie.value), { password: key() })
  pending.attempt.sentAt -= milliseconds
  await visitor.context.addCookies([{ ...cookie, value: await sealData(pending, { password: key() }) }])
}

/** What makes one click enough, where that cookie's value is a pending one. */
export async function pendingSecret(value: string): Promise<string | undefined> {
  const read = unsealData<Partial<Pending>>(decodeURIComponent(value), { password: key() })
  return (await read.catch(() => undefined))?.browser
}

// As in lib/secrets.ts, which only the server may import.
function key(): string {
  const [secret = ''] = (process.env.SESSION_SECRET ?? '').split(',')
  return Buffer.from(hkdfSync('sha256', secret, '', 'magic-link: pending cookie', 32)).toString('hex')
}
