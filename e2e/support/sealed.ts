import { sealData, unsealData } from 'iron-session'
import { rawKey } from '@/lib/platform/sealed-cookie'
import { keysFor, type Purpose } from '@/lib/platform/secrets'

/**
 * The value of a sealed cookie that says something else, as only the application can make it: how tests
 * let time pass that the server reads from it.
 */
export async function resealed<Contents extends object>(
  value: string,
  change: (contents: Contents) => void,
  purpose: Purpose = 'session cookie',
): Promise<string> {
  const [newest] = keysFor(purpose)
  if (!newest) throw new Error('SESSION_SECRET is empty')
  const password = rawKey(newest)
  const contents = await unsealData<Contents>(decodeURIComponent(value), { password })
  change(contents)
  return sealData(contents, { password })
}
