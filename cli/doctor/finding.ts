import type { Env } from '@/lib/platform'

/** What a check found. Only `wrong` fails; `unchecked` is what couldn't be looked at from here. */
export type Finding = {
  state: 'ok' | 'warning' | 'unchecked' | 'wrong'
  part: string
  /** Without secrets. */
  what: string
  todo?: string
}

export type Check = (env: Env) => Promise<Finding[]>

/** Milliseconds for each call. */
export const TIMEOUT = 5000

/** A finding, or what `check` threw as one that's wrong. */
export async function findingOf(
  part: string,
  todo: string,
  check: () => Promise<Omit<Finding, 'part'>>,
): Promise<Finding> {
  try {
    return { part, ...(await check()) }
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error))
    // `fetch failed` says why only in its cause.
    const reason = cause instanceof Error && cause.message ? cause.message : message
    return { part, state: 'wrong', what: reason, todo }
  }
}

/** Whatever the text is: none of the environment's secrets is in it. */
export function withoutSecrets(
  text: string,
  { sessionSecrets, database, redis, email, cronSecret }: Env,
): string {
  const password = email.smtp?.password
  const secrets = [
    ...sessionSecrets,
    ...[database.authToken, redis.token, email.apiKey, email.webhookSecret, cronSecret],
    ...(password ? [password, decodeURIComponent(password)] : []),
  ]
  return secrets.reduce<string>((left, secret) => (secret ? left.replaceAll(secret, '***') : left), text)
}
