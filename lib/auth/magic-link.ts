import 'server-only'
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { matches, mint, parse } from '@/lib/auth/link-token'
import { ReturnPath } from '@/lib/auth/return-path'
import { redis } from '@/lib/platform/redis'
import { hash, keyedHashes, sameHash } from '@/lib/platform/secrets'
import { hours, inSeconds, minutes } from '@/lib/platform/time'

/** How long a magic link and its code live: in the record, in the email and on the pages. */
export const LINK_LIFETIME = minutes(10)

/** How long we can say why a dead link is dead, and send a new one to the same address. */
const TOMBSTONE_LIFETIME = hours(2)

/** What outlives a magic link: nothing in it signs anyone in. */
const Tombstone = z.object({
  id: z.string().length(22),
  attemptId: z.string().length(22),
  email: z.string(),
  next: ReturnPath,
  secretHash: z.string(),
  ended: z.literal('too-many-tries').optional(),
})

const MagicLink = Tombstone.extend({
  codeHash: z.string(),
  bindingHash: z.string(),
  /** Where it was requested, to be shown to people. */
  device: z.string(),
  createdAt: z.number(),
})

/**
 * One email's link and code, as Redis stores them: only hashes. An attempt has up to three live
 * links, because people request another and then open the older email. Redeeming one ends them all.
 */
export type MagicLink = z.infer<typeof MagicLink>
export type Tombstone = z.infer<typeof Tombstone>

const linkKey = (id: string) => `link:${id}`
const tombstoneKey = (id: string) => `tombstone:${id}`
// Hashed, so that the keys in Redis don't reveal addresses.
const idsKey = (email: string) => `links-to:${hash(email)}`

/**
 * Stores a magic link for ten minutes. `token` and `code` go into the email, and nowhere else.
 *
 * @param about.bindingSecret what the requesting browser holds in its pending cookie
 * @param replaces ids of links of the same attempt that end now
 * @throws when Redis can't be reached.
 */
export async function storeMagicLink(
  about: Pick<MagicLink, 'attemptId' | 'email' | 'next' | 'device'> & { bindingSecret: string },
  replaces: string[],
): Promise<{ id: string; token: string; code: string }> {
  const { bindingSecret, ...shown } = about
  const { id, token, secretHash } = mint()
  const code = randomInt(1_000_000).toString().padStart(6, '0')
  const link: MagicLink = {
    ...shown,
    id,
    secretHash,
    codeHash: keyedHashes('sign-in code', `${id}:${code}`)[0],
    bindingHash: hash(bindingSecret),
    createdAt: Date.now(),
  }
  const transaction = redis()
    .multi()
    .set(linkKey(id), JSON.stringify(link), { ex: inSeconds(LINK_LIFETIME) })
    .set(tombstoneKey(id), JSON.stringify(Tombstone.parse(link)), { ex: inSeconds(TOMBSTONE_LIFETIME) })
    .sadd(idsKey(link.email), id)
    .expire(idsKey(link.email), inSeconds(TOMBSTONE_LIFETIME))
  if (replaces.length > 0) transaction.del(...replaces.map(linkKey))
  const stored = await transaction.exec<unknown[]>()
  // Otherwise we'd email a dead link.
  if (stored[0] !== 'OK' || stored[1] !== 'OK') throw new Error('Redis has not stored the link')
  return { id, token, code }
}

export type FoundLink =
  | { state: 'live'; link: MagicLink }
  | { state: 'dead'; reason: 'expired' | 'too-many-tries'; tombstone: Tombstone }
  | { state: 'unknown' }

/**
 * What a link's token proves: a live link, a dead one, or nothing (mistyped, tampered with, or long
 * ago). Spends nothing. @throws when Redis can't be reached.
 */
export async function findByToken(token: string): Promise<FoundLink> {
  const parsed = parse(token)
  if (!parsed) return { state: 'unknown' }
  const [live, past] = await redis().mget<unknown[]>(linkKey(parsed.id), tombstoneKey(parsed.id))
  const link = parseRecord(MagicLink, parsed.id, live)
  if (link && matches(parsed, link.secretHash)) return { state: 'live', link }
  const tombstone = parseRecord(Tombstone, parsed.id, past)
  if (tombstone && matches(parsed, tombstone.secretHash)) {
    return { state: 'dead', reason: tombstone.ended ?? 'expired', tombstone }
  }
  return { state: 'unknown' }
}

/** The live ones of these links. Proves nothing by itself. @throws when Redis can't be reached. */
export async function readMagicLinks(ids: string[]): Promise<MagicLink[]> {
  if (ids.length === 0) return []
  const stored = await redis().mget<unknown[]>(...ids.map(linkKey))
  return ids.map((id, at) => parseRecord(MagicLink, id, stored[at])).filter((link) => link !== undefined)
}

/**
 * Ends links after too many wrong codes, and leaves tombstones.
 * @throws when Redis can't be reached.
 */
export async function endMagicLinks(links: MagicLink[]): Promise<void> {
  const transaction = redis().multi()
  for (const link of links) {
    const tombstone: Tombstone = { ...Tombstone.parse(link), ended: 'too-many-tries' }
    transaction.del(linkKey(link.id))
    transaction.set(tombstoneKey(link.id), JSON.stringify(tombstone), { ex: inSeconds(TOMBSTONE_LIFETIME) })
  }
  await transaction.exec()
}

/**
 * The live links to an address: when and where they were requested.
 * @throws when Redis can't be reached.
 */
export async function magicLinksTo(email: string): Promise<MagicLink[]> {
  return readMagicLinks(await idsOf(email))
}

/**
 * Forgets all links and codes of an address, and their tombstones.
 * @throws when Redis can't be reached.
 */
export async function forgetMagicLinksTo(email: string): Promise<void> {
  const ids = await idsOf(email)
  await redis().del(idsKey(email), ...ids.map(linkKey), ...ids.map(tombstoneKey))
}

const idsOf = async (email: string) => z.array(z.string()).parse(await redis().smembers(idsKey(email)))

/** Whether those six digits are the link's code. The caller counts the guess first. */
export function codeMatches(link: MagicLink, code: string): boolean {
  return keyedHashes('sign-in code', `${link.id}:${code}`).some((codeHash) =>
    sameHash(codeHash, link.codeHash),
  )
}

// Redis isn't trusted: anything that doesn't look like the requested record is ignored.
function parseRecord<T extends { id: string }>(
  schema: z.ZodType<T>,
  id: string,
  stored: unknown,
): T | undefined {
  if (typeof stored !== 'string') return undefined
  try {
    const record = schema.safeParse(JSON.parse(stored))
    return record.success && record.data.id === id ? record.data : undefined
  } catch {
    return undefined
  }
}
