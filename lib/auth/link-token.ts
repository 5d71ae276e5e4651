import 'server-only'
import { hash, randomSecret, sameHash, timedId } from '@/lib/platform/secrets'

/**
 * What a link that we email carries as its last segment: an id to find something by, and a secret
 * to prove that the reader got the email. Only the secret's hash is stored.
 */
export type LinkToken = { id: string; secret: string }

/** A new token. `token` goes into the email, and nowhere else. */
export function mint(id = timedId()): { id: string; token: string; secretHash: string } {
  const secret = randomSecret()
  return { id, token: format(id, secret), secretHash: hash(secret) }
}

/** A token as it stands in a URL. */
export const format = (id: string, secret: string) => `${id}${secret}`

/** The two parts of a token; undefined for anything that isn't shaped like one. */
export function parse(token: string): LinkToken | undefined {
  const [, id, secret] = /^([\w-]{22})([\w-]{43})$/.exec(token) ?? []
  return id && secret ? { id, secret } : undefined
}

/** Whether the token's secret is the one with that hash. */
export const matches = ({ secret }: LinkToken, secretHash: string) => sameHash(secretHash, hash(secret))
