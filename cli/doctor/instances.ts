import type { Env } from '@/lib/platform'
import type { Finding } from './finding'

const VARIABLE = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY'

/**
 * Whether instances share the key of server actions. A database that isn't a file means that there
 * can be several, and each build makes up a key of its own.
 * https://nextjs.org/docs/app/guides/self-hosting#server-functions-encryption-key
 */
export function checkInstances({ database }: Pick<Env, 'database'>, key: string | undefined): Finding {
  const part = 'Action key'
  const todo = `Set ${VARIABLE} at build: openssl rand -base64 32`
  if (key) {
    // The key of AES in base64.
    const isKey = /^[A-Za-z0-9+/]+=*$/.test(key) && [16, 24, 32].includes(Buffer.from(key, 'base64').length)
    if (isKey) return { part, state: 'ok', what: 'one for all instances' }
    return { part, state: 'wrong', what: `${VARIABLE} isn’t a key of 16, 24 or 32 bytes in base64`, todo }
  }
  if (database.url.startsWith('file:')) return { part, state: 'ok', what: 'one instance needs none' }
  return { part, state: 'warning', what: 'with several instances, some forms fail', todo }
}
