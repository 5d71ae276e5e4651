import 'server-only'
import { hash } from '@/lib/platform/secrets'

/** Without I, L, O and U, which are misread or spell words (Crockford's Base32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * What a visitor reads out to a support desk, like "7K3M-9QXD": 40 bits of a hash of the attempt's
 * id. It proves nothing and finds nothing but an operator's report, and the id can't be worked out
 * from it: docs/decisions/0043-references-are-derived.md.
 */
export function referenceOf(attemptId: string): string {
  const bytes = Buffer.from(hash(`reference:${attemptId}`), 'base64url').subarray(0, 8)
  const characters = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${characters.slice(0, 4)}-${characters.slice(4)}`
}

/** A reference as it was heard or typed: any case, with or without its hyphen, O for 0. */
export function parseReference(typed: string): string | undefined {
  const heard = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const [, first, second] = /^([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})$/.exec(heard) ?? []
  return first && second && `${first}-${second}`
}
