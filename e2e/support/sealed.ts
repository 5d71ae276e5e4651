import { hkdfSync } from 'node:crypto'
import { sealData, unsealData } from 'iron-session'
import type { Visitor } from './visitor'

/**
 * Changes what one of the browser's own cookies says, as only somebody with our secret can: how tests let time pass that
 * the server reads from it.
 */
export async function rewrite<Contents extends object>(
  visitor: Visitor,
  kind: 'session' | 'pending',
  change: (contents: Contents) => void,
): Promise<void> {
  const cookie = await visitor.heldCookie(kind)
  await visitor.context.addCookies([{ ...cookie, value: await resealed(cookie.value, kind, change) }])
}

/** The same for a cookie's value alone. */
export async function resealed<Contents extends object>(
  value: string,
  kind: 'session' | 'pending',
  change: (contents: Contents) => void,
): Promise<string> {
  const password = keyOf(`${kind} cookie`)
  const contents = await unsealData<Contents>(decodeURIComponent(value), { password })
  change(contents)
  return sealData(contents, { password })
}

/** What makes one click enough, where that cookie's value is a pending one. */
export async function pendingSecret(value: string): Promise<string | undefined> {
  const password = keyOf('pending cookie')
  const read = unsealData<{ browser?: string }>(decodeURIComponent(value), { password })
  return (await read.catch(() => undefined))?.browser
}

// As in lib/platform/secrets.ts, which only the server may import.
function keyOf(purpose: string): string {
  const [secret = ''] = (process.env.SESSION_SECRET ?? '').split(',')
  return Buffer.from(hkdfSync('sha256', secret, '', `magic-link: ${purpose}`, 32)).toString('hex')
}
