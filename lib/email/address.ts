import { domainToASCII, domainToUnicode } from 'node:url'

export type EmailAddress =
  | { ok: true /** The one spelling that is stored, compared and mailed to. */; address: string }
  | { ok: false; reason: 'missing' | 'too-long' | 'malformed' }

/** RFC 5321 4.5.3.1: 254 octets for a whole address, 64 for what stands before the @. */
const LONGEST = 254
const LONGEST_LOCAL_PART = 64

/**
 * Turns what somebody typed into the one address that we store and mail to.
 *
 * Validates after normalising (ASVS 1.3.11), since validating first is how others let `a@evil.com,@b.com` or a full-width
 * @ through (GHSA-7rqj-j65f-68wh, GHSA-xv97-c62v-4587). Only an ASCII local part without quotes, comments or routing;
 * the domain as A-label (IDNA). All of it in lower case: no large provider tells `Ann@` from `ann@`.
 */
export function parseEmailAddress(typed: unknown): EmailAddress {
  if (typeof typed !== 'string') return { ok: false, reason: 'missing' }
  // Longer than any address can become shorter by: don't normalise megabytes.
  if (typed.length > 4 * LONGEST) return { ok: false, reason: 'too-long' }
  const text = typed.trim().normalize('NFKC').trim()
  if (text === '') return { ok: false, reason: 'missing' }

  const parts = text.split('@')
  const [local, domain] = parts
  if (parts.length !== 2 || !local || !domain) return { ok: false, reason: 'malformed' }
  // domainToASCII stops reading at a slash or a question mark: let nothing but letters, digits, dots and hyphens reach it.
  // Nor signs that nobody sees and that it drops: two domains that look alike in the form must not be one.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || /\p{Default_Ignorable_Code_Point}/u.test(domain)) {
    return { ok: false, reason: 'malformed' }
  }

  const localPart = local.toLowerCase()
  // Lower case first: what becomes of a capital sharp s depends on the version of Unicode, and both names could exist.
  const host = domainToASCII(domain.toLowerCase())
  const address = `${localPart}@${host}`
  if (address.length > LONGEST || localPart.length > LONGEST_LOCAL_PART)
    return { ok: false, reason: 'too-long' }
  if (!LOCAL_PART.test(localPart) || !DOMAIN.test(host) || !isReadable(host)) {
    return { ok: false, reason: 'malformed' }
  }
  return { ok: true, address }
}

// An A-label stands for a name, and for that one alone. Node 20 and 22 refuse one that doesn't; Node 24 lets it through.
function isReadable(host: string): boolean {
  const name = domainToUnicode(host)
  return !/(^|\.)xn--/.test(name) && domainToASCII(name) === host
}

// RFC 5322's dot-atom less the signs that old relays route by (% and !) or shells read (` and |); then two labels or more of
// RFC 1035, the last with a letter. zod's own pattern refuses = & # and every internationalised top-level domain.
const LOCAL_PART = /^[a-z0-9#$&'*+/=?^_{}~-]+(\.[a-z0-9#$&'*+/=?^_{}~-]+)*$/
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
