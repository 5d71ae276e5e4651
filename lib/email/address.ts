import { domainToASCII, domainToUnicode } from 'node:url'

export type EmailAddress =
  | { ok: true /** The one spelling that is stored, compared and emailed. */; address: string }
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' }

/** RFC 5321 4.5.3.1: 254 octets for the whole address, 64 for the part before the @. */
const MAX_LENGTH = 254
const MAX_LOCAL_PART = 64

/**
 * Turns what a visitor typed into the one address that we store and send email to.
 *
 * Validates after normalizing (ASVS 1.3.11): validating first is how others let `a@evil.com,@b.com`
 * or a full-width @ through (GHSA-7rqj-j65f-68wh, GHSA-xv97-c62v-4587). Only an ASCII local part
 * without quotes, comments or routing; the domain as A-label (IDNA). All of it in lower case: no
 * large provider tells `Ann@` from `ann@`. What copying brings along is left out: see `bare`.
 */
export function parseEmailAddress(typed: unknown): EmailAddress {
  if (typeof typed !== 'string') return { ok: false, reason: 'missing' }
  // No text this long becomes an address. Don't normalize megabytes.
  if (typed.length > 4 * MAX_LENGTH) return { ok: false, reason: 'too-long' }
  const text = bare(typed.normalize('NFKC'))
  if (text === '') return { ok: false, reason: 'missing' }

  const parts = text.split('@')
  const [local, domain] = parts
  if (parts.length !== 2 || !local || !domain) return { ok: false, reason: 'malformed' }
  // domainToASCII stops reading at a slash or a question mark, and drops invisible characters. So
  // only letters, digits, dots and hyphens may reach it: otherwise two different inputs would
  // become one domain.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || /\p{Default_Ignorable_Code_Point}/u.test(domain)) {
    return { ok: false, reason: 'malformed' }
  }

  const localPart = local.toLowerCase()
  // Lower case first: what a capital sharp s turns into depends on the Unicode version, and both
  // domains could exist.
  const host = domainToASCII(domain.toLowerCase())
  const address = `${localPart}@${host}`
  if (address.length > MAX_LENGTH || localPart.length > MAX_LOCAL_PART)
    return { ok: false, reason: 'too-long' }
  if (!LOCAL_PART.test(localPart) || !DOMAIN.test(host) || !isReadable(host)) {
    return { ok: false, reason: 'malformed' }
  }
  return { ok: true, address }
}

/**
 * An address as it was pasted, without what stood around it: `Ann Lee <ann@example.com>`, `mailto:`,
 * a pair of quotes, a full stop, characters that no one sees. Never chooses between two addresses:
 * there is none outside the brackets, and all else is cut at the ends only.
 */
function bare(pasted: string): string {
  const [, inBrackets = pasted] = /^[^<>@]*<([^<>]*)>[\s,;.]*$/.exec(trimmed(pasted)) ?? []
  const text = trimmed(inBrackets).replace(/^mailto:/i, '')
  const [, inQuotes = text] = /^["'“‘«](.*)["'”’»]$/.exec(trimmed(text)) ?? []
  return trimmed(inQuotes)
}

const INVISIBLE = '[\\s\\p{Cf}\\p{Default_Ignorable_Code_Point}]'
const START = new RegExp(`^${INVISIBLE}+`, 'u')
// Looking behind, so that a long run in the middle is not tried from each of its places.
const END = new RegExp(`(?<!${INVISIBLE}|[,;.])(${INVISIBLE}|[,;.])+$`, 'u')
const trimmed = (text: string) => text.replace(START, '').replace(END, '')

// An A-label must stand for exactly one name. Node 24, unlike 20 and 22, accepts others.
function isReadable(host: string): boolean {
  const name = domainToUnicode(host)
  return !/(^|\.)xn--/.test(name) && domainToASCII(name) === host
}

// RFC 5322's dot-atom, without the characters that old relays route by (% and !) or that shells
// interpret (` and |), and without =?, which begins an encoded word (RFC 2047): a relay that decodes
// it in an address delivers to another one (PortSwigger, "Splitting the email atom", 2024). Then at
// least two labels of RFC 1035, the last with a letter. Not zod's own pattern, which rejects = & # and
// every internationalized top-level domain.
const LOCAL_PART = /^(?!.*=\?)[a-z0-9#$&'*+/=?^_{}~-]+(\.[a-z0-9#$&'*+/=?^_{}~-]+)*$/
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
