import 'server-only'
import { hash, keyedHashes, randomSecret, sameHash, timedId } from '@/lib/platform/secrets'

/**
 * What a link that we email carries as its last segment: an id to find something by, and a secret
 * to prove that the reader got the email. Only the secret's hash is stored. A keyed checksum follows
 * them in the URL, so that made-up tokens cost no call: docs/decisions/0035-link-checksums.md.
 */
export type LinkToken = { id: string; secret: string }

/** A new token. `token` goes into the email, and nowhere else. */
export function mint(id = timedId()): { id: string; token: string; secretHash: string } {
  const secret = randomSecret()
  return { id, token: format(id, secret), secretHash: hash(secret) }
}

/** A token as it stands in a URL. */
export const format = (id: string, secret: string) => `${id}${secret}${checksums(id + secret)[0]}`

/** The two parts of a token; undefined for anything that we didn't format. Asks no service. */
export function parse(token: string): LinkToken | undefined {
  const [, id, secret, checksum] = /^([\w-]{22})([\w-]{43})([\w-]{8})$/.exec(token) ?? []
  if (!id || !secret || !checksum) return undefined
  return checksums(id + secret).some((each) => sameHash(each, checksum)) ? { id, secret } : undefined
}

/** 48 bits under each of our keys, newest first. They save work; the secret alone proves anything. */
const checksums = (text: string) => keyedHashes('link checksum', text).map((each) => each.slice(0, 8))

/** Whether the token's secret is the one with that hash. */
export const matches = ({ secret }: LinkToken, secretHash: string) => sameHash(secretHash, hash(secret))
