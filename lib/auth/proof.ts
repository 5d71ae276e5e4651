import 'server-only'
import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { mailboxOf } from '@/lib/auth/mailbox'
import { keyedHashes, randomId, sameHash } from '@/lib/platform/secrets'
import { inSeconds, minutes, seconds } from '@/lib/platform/time'

/** How long a ticket is valid. Long enough to wait, too short to collect. */
export const PROOF_LIFETIME = minutes(10)
/** How long a visitor without JavaScript waits instead of working. */
export const PROOF_WAIT = seconds(30)

/**
 * A second of an ordinary phone: 512 tries on average. PBKDF2 and not a bare hash: a browser's is as
 * fast as anyone's, and takes most of the time, so a bot's own program gains little.
 */
export const PROOF_WORK = { iterations: 1000, zeroBits: 9 }

/** What a visitor must do before an email is sent during a surge: work, or wait. */
export type Challenge = typeof PROOF_WORK & { waitSeconds: number; ticket: string }

/** A ticket that was worked or waited for. `id` is spent with the request. */
export type Proof = { kind: 'work' | 'wait'; id: string }

/** A new challenge, for requests to that address alone. Nothing is stored. */
export function newChallenge(email: string, now = Date.now()): Challenge {
  const [id, at] = [randomId(), String(now)]
  const ticket = [at, id, signatures(at, id, email)[0]].join('.')
  return { ...PROOF_WORK, waitSeconds: inSeconds(PROOF_WAIT), ticket }
}

const Submitted = z.object({
  ticket: z.string().regex(/^\d{13}\.[\w-]{22}\.[\w-]{43}$/),
  nonce: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullish()
    .catch(undefined),
})

/**
 * What a form's `ticket` and `nonce` prove for that address, both unchecked. Undefined if it is
 * nothing: forged, expired, another address's, or neither worked nor waited for.
 */
export async function readProof(
  submitted: unknown,
  email: string,
  now = Date.now(),
): Promise<Proof | undefined> {
  const parsed = Submitted.safeParse(submitted)
  if (!parsed.success) return undefined
  const { ticket, nonce } = parsed.data
  const [at = '', id = '', signature = ''] = ticket.split('.')
  if (!signatures(at, id, email).some((ours) => sameHash(ours, signature))) return undefined
  const age = now - Number(at)
  if (age > PROOF_LIFETIME) return undefined
  if (nonce && (await isEnough(ticket, nonce))) return { kind: 'work', id }
  return age >= PROOF_WAIT ? { kind: 'wait', id } : undefined
}

/** Where a spent ticket is noted. */
export const proofKey = (id: string) => `proof:${id}`

const signatures = (at: string, id: string, email: string) =>
  keyedHashes('proof', [at, id, mailboxOf(email)].join(' '))

async function isEnough(ticket: string, nonce: string): Promise<boolean> {
  const bits = await promisify(pbkdf2)(nonce, ticket, PROOF_WORK.iterations, 32, 'sha256')
  return bits.readUInt32BE() >>> (32 - PROOF_WORK.zeroBits) === 0
}
