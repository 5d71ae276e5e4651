import 'server-only'
import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/platform/env'

/** What a derived key is for. A seal or hash made for one purpose is worthless for another. */
export type Purpose =
  | 'session cookie'
  | 'device cookie'
  | 'sign-in code'
  | 'link revocation'
  | 'report link'
  | 'limit'
  | 'standing'
  | 'proof'
  | 'undo link'
  | 'link checksum'

/** 128 random bits as 22 characters: finds something. */
export const randomId = () => randomBytes(16).toString('base64url')

/**
 * The same with its time in front and 80 random bits, for rows: those made together lie together in
 * an index, so that deleting the oldest touches few of its pages. It tells when it was made.
 */
export function timedId(at = new Date()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  return bytes.toString('base64url')
}

/** 256 random bits as 43 characters: proves something (ASVS 11.5.1 requires 128). */
export const randomSecret = () => randomBytes(32).toString('base64url')

/** SHA-256 as base64url. Enough for random secrets; anything guessable needs `keyedHashes`. */
export const hash = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/**
 * HMAC-SHA-256 of a text that could be guessed, under each of our keys, newest first: store the
 * first, accept any.
 */
export function keyedHashes(purpose: Purpose, text: string): [string, ...string[]] {
  const [newest, ...older] = keysFor(purpose).map((key) =>
    createHmac('sha256', key).update(text).digest('base64url'),
  )
  return [newest as string, ...older]
}

/** Compares two hashes in constant time. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const derived = new Map<Purpose, string[]>()

/** A key of 64 hex digits for each entry of SESSION_SECRET, newest first (HKDF, RFC 5869). */
export function keysFor(purpose: Purpose): string[] {
  let keys = derived.get(purpose)
  if (!keys) {
    keys = env().sessionSecrets.map((secret) =>
      Buffer.from(hkdfSync('sha256', secret, '', `magic-link: ${purpose}`, 32)).toString('hex'),
    )
    derived.set(purpose, keys)
  }
  return keys
}
