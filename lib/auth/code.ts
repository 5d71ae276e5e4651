import 'server-only'
import { randomInt } from 'node:crypto'
import { keyedHashes, sameHash } from '@/lib/platform/secrets'

/** Six random digits. */
export const newCode = () => randomInt(1_000_000).toString().padStart(6, '0')

/**
 * Keyed, because six digits can be guessed, and salted with the requesting browser's binding hash.
 * Newest key first: store the first, accept any.
 */
export const codeHashes = (bindingHash: string, code: string) =>
  keyedHashes('sign-in code', `${bindingHash}:${code}`)

/** Whether the code is the one with that hash. The caller asks `guess` before it tells anyone. */
export const codeMatches = (about: { bindingHash: string; codeHash: string }, code: string) =>
  codeHashes(about.bindingHash, code).some((codeHash) => sameHash(codeHash, about.codeHash))
