import { sealData, unsealData } from 'iron-session'
import { rawKey } from '@/lib/platform/sealed-cookie'
import { keysFor } from '@/lib/platform/secrets'

/**
 * The value of a session cookie that says something else, as only the application can make it: how tests
 * let time pass that the server reads from it.
 */
export async function resealed<Contents extends object>(
  value: string,
  change: (contents: Contents) => void,
): Promise<string> {
  const [newest] = keysFor('session cookie')
  if (!newest) throw new Error('SESSION_SECRET is empty')
  const password = rawKey(newest)
  const contents = await unsealData<Contents>(decodeURIComponent(value), { password })
  change(contents)
  return sealData(contents, { password })
}
