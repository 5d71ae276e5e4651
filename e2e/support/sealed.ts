import { sealData, unsealData } from 'iron-session'
import { keysFor } from '@/lib/platform/secrets'

/**
 * The value of a session cookie that says something else, as only the application can make it: how tests
 * let time pass that the server reads from it.
 */
export async function resealed<Contents extends object>(
  value: string,
  change: (contents: Contents) => void,
): Promise<string> {
  const [password] = keysFor('session cookie')
  if (!password) throw new Error('SESSION_SECRET is empty')
  const contents = await unsealData<Contents>(decodeURIComponent(value), { password })
  change(contents)
  return sealData(contents, { password })
}
