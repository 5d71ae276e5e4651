import { sealData, unsealData } from 'iron-session'
import { keysFor } from '@/lib/platform/secrets'
import type { Visitor } from './visitor'

type Kind = 'session' | 'pending'

/**
 * Changes what one of the browser's own cookies says, as only the application can: how tests let time
 * pass that the server reads from it.
 */
export async function rewrite<Contents extends object>(
  visitor: Visitor,
  kind: Kind,
  change: (contents: Contents) => void,
): Promise<void> {
  const cookie = await visitor.requireCookie(kind)
  await visitor.context.addCookies([{ ...cookie, value: await resealed(cookie.value, kind, change) }])
}

/** The same for a cookie's value alone. */
export async function resealed<Contents extends object>(
  value: string,
  kind: Kind,
  change: (contents: Contents) => void,
): Promise<string> {
  const password = keyOf(kind)
  const contents = await unsealData<Contents>(decodeURIComponent(value), { password })
  change(contents)
  return sealData(contents, { password })
}

/** What makes one click enough, if that's the value of a pending cookie. */
export async function bindingSecretIn(value: string): Promise<string | undefined> {
  const opened = unsealData<{ bindingSecret?: string }>(decodeURIComponent(value), {
    password: keyOf('pending'),
  })
  return (await opened.catch(() => undefined))?.bindingSecret
}

function keyOf(kind: Kind): string {
  const [newest] = keysFor(`${kind} cookie`)
  if (!newest) throw new Error('SESSION_SECRET is empty')
  return newest
}
