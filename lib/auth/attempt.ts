import 'server-only'
import { z } from 'zod'
import { ReturnPath } from '@/lib/auth/return-path'
import { type Language, languageOf } from '@/lib/copy'
import { env } from '@/lib/platform/env'
import { redis } from '@/lib/platform/redis'
import { hours, minutes, seconds } from '@/lib/platform/time'

/** How long a magic link lives: in the record, in the email and on the pages. */
export const linkLifetime = () => minutes(env().linkLifetimeMinutes)

/** How long its code lives, which can be guessed. */
export const CODE_LIFETIME = minutes(10)

/**
 * How long the record lives after the latest request: a visitor who comes back late learns why a
 * link is dead, and can get a new one for the same address.
 */
export const ATTEMPT_LIFETIME = hours(2)

/** How many links of an attempt live: people request another and then open the older email. */
export const LIVE_LINKS = 3

/**
 * How long an email may be on its way to the provider: 12 seconds until its turn, 4 for its tries
 * (lib/email/send.ts), and what the database and Redis take. After that it counts as failed.
 */
export const SEND_DEADLINE = seconds(20)

/** What is known of an email, the least final first. Events can arrive out of order. */
export const EMAIL_STATES = ['accepted', 'delayed', 'failed', 'delivered', 'bounced', 'complained'] as const
export type EmailState = 'queued' | (typeof EMAIL_STATES)[number]

/** One email's magic link and code: only hashes. `n` is 1 for the attempt's first. */
export type Link = {
  n: number
  secretHash: string
  codeHash: string
  createdAt: number
  /** The browser and network that requested it, to be shown to people. */
  device: string
  /** Of its email. */
  language?: Language
  /** "Keep me signed in" was ticked when it was requested. */
  remember: boolean
  /** The address had an account when the email was sent. */
  hasUser: boolean
  /** Why it wasn't sent: noted only if a device with standing requested it. */
  suppression?: NotedSuppression
}

/** Milliseconds. Without `until`, it stays until it's lifted. */
export type NotedSuppression = { reason: 'bounced' | 'complained'; since: number; until?: number }

/** One request to sign in, with its links, as Redis stores it: nothing in it signs anyone in. */
export type Attempt = {
  id: string
  email: string
  next: string
  /** The visitor is signed in already and reauthenticates. */
  reauthenticates: boolean
  /** SHA-256 of what the requesting browser holds. */
  bindingHash: string
  /** When the next email may be requested. */
  waitUntil: number
  /** Ended by wrong codes. */
  ended: boolean
  /** All of them, the newest last. */
  links: [Link, ...Link[]]
  /** Of the newest link's email. */
  emailState: EmailState
  /** A person, as far as we can tell, has opened the newest link in another browser. */
  isOpened: boolean
}

export const attemptKey = (id: string) => `attempt:${id}`

/** A field of the newest link and its email, or of the n-th. */
export const fieldOf = (name: string, n: number) => `${name}:${n}`

/** The attempt of that id, if it is remembered. @throws when Redis can't be reached. */
export async function readAttempt(id: string): Promise<Attempt | undefined> {
  return parseAttempt(id, await redis().hgetall(attemptKey(id)))
}

/**
 * The links of an attempt that still sign in, newest first: no more than three.
 * @param lifetime `CODE_LIFETIME` for those whose code does
 */
export function liveLinks({ links, ended }: Attempt, lifetime = linkLifetime()): Link[] {
  if (ended) return []
  const since = Date.now() - lifetime
  return links
    .slice(-LIVE_LINKS)
    .filter(({ createdAt }) => createdAt > since)
    .reverse()
}

const Flag = z.literal('1').optional()
const Time = z
  .string()
  .regex(/^\d{13}$/)
  .transform(Number)

const Fields = z.object({
  /** A record that was copied to another key is no attempt: it would redeem its links again. */
  key: z.string(),
  email: z.string(),
  next: ReturnPath,
  reauthenticates: z.enum(['0', '1']),
  bindingHash: z.string().length(43),
  waitUntil: Time,
  sent: z
    .string()
    .regex(/^[1-9]\d?$/)
    .transform(Number),
  ended: Flag,
  /** Only the script that stores requests asks for it. */
  redeemed: Flag,
})

const LinkFields = z.object({
  secretHash: z.string().length(43),
  codeHash: z.string().length(43),
  createdAt: Time,
  device: z.string(),
  language: z.string().optional().transform(languageOf),
  remember: z.enum(['0', '1']).transform((ticked) => ticked === '1'),
  hasUser: Flag.transform((flag) => flag !== undefined),
  suppression: z
    .string()
    .regex(/^(bounced|complained) \d{13}( \d{13})?$/)
    .transform(readSuppression)
    .optional(),
})

/** Redis isn't trusted: anything that doesn't look like an attempt is none. */
export function parseAttempt(id: string, stored: unknown): Attempt | undefined {
  const fields = toFields(stored)
  const parsed = Fields.safeParse(fields)
  if (!parsed.success || parsed.data.key !== attemptKey(id)) return undefined
  const { key: _, redeemed: __, sent, ended, reauthenticates, ...rest } = parsed.data
  const links = Array.from({ length: sent }, (_, i) => linkOf(fields, i + 1))
  const [first, ...others] = links.filter((link) => link !== undefined)
  if (!first || others.length + 1 < sent) return undefined
  return {
    ...rest,
    id,
    reauthenticates: reauthenticates === '1',
    ended: ended !== undefined,
    links: [first, ...others],
    emailState: stateOf(fields, links[sent - 1]?.createdAt ?? 0, sent),
    // As lib/auth/link-visit.ts notes it: not the requester, and nothing that looks like a scanner.
    isOpened: Object.entries(fields).some(
      ([name, by]) => /^visitor:\d+$/.test(name) && by.startsWith(`${sent} other `),
    ),
  }
}

/** Redis' list of names and values in turns. */
export function toFields(stored: unknown): Record<string, string> {
  const list = z.array(z.string()).safeParse(stored)
  if (!list.success) return {}
  return Object.fromEntries(
    list.data.flatMap((name, i) => (i % 2 === 0 ? [[name, list.data[i + 1] ?? '']] : [])),
  )
}

function linkOf(fields: Record<string, string>, n: number): Link | undefined {
  const names = Object.keys(LinkFields.shape)
  const parsed = LinkFields.safeParse(
    Object.fromEntries(names.map((name) => [name, fields[fieldOf(name, n)]])),
  )
  return parsed.success ? { n, ...parsed.data } : undefined
}

/** A link's suppression as it is noted. */
export const noteOf = ({ reason, since, until }: NotedSuppression) =>
  [reason, since, ...(until ? [until] : [])].join(' ')

function readSuppression(noted: string): NotedSuppression {
  const [reason, since, until] = noted.split(' ')
  return {
    reason: reason === 'complained' ? 'complained' : 'bounced',
    since: Number(since),
    until: until ? Number(until) : undefined,
  }
}

/** The most final state that was noted. A send that never ended has failed. */
function stateOf(fields: Record<string, string>, requestedAt: number, n: number): EmailState {
  const noted = EMAIL_STATES.findLast((state) => fields[fieldOf(state, n)] !== undefined)
  return noted ?? (Date.now() - requestedAt > SEND_DEADLINE ? 'failed' : 'queued')
}
