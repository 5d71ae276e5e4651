import { z } from 'zod'
import { LINK_PATHS } from '@/lib/http/link-paths'
import { env } from '@/lib/platform/env'

/** Where a visitor lands without a return path. */
export const HOME = '/dashboard'

const MAX_LENGTH = 1000

// A return path never leads to an action, to a page that is only a step of signing in (ASVS 3.7.2), or
// to one that would mislead a visitor who hasn't chosen to go there: the account is gone, or is about
// to be.
const STEPS = [
  'sign-in',
  'sign-out',
  'unavailable',
  'check-email',
  ...LINK_PATHS,
  'account/export',
  'account/delete',
  'account/switched',
  'goodbye',
  'api',
  '_next',
]
const NOT_A_PLACE = new RegExp(`^/($|(${STEPS.join('|')})(?![\\w-]))`, 'i')

/**
 * The place on our own origin that a return path names: path, query and fragment, in ASCII.
 * Undefined for everything else.
 *
 * Parsed as the browser will parse it and compared by origin, because lists of bad beginnings miss
 * some (`//evil`, `/\evil`, `/<tab>/evil`). Then decoded once more, because a proxy or Next's own
 * router may decode it once more than we do.
 */
export function parseReturnPath(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > MAX_LENGTH || given.includes(' ')) return undefined
  const url = parseHere(given)
  const decoded = url && decodeOnce(url.pathname)
  if (!url || decoded === undefined) return undefined
  if ([url.pathname, parseHere(decoded)?.pathname].some((path) => !path || NOT_A_PLACE.test(path))) {
    return undefined
  }
  const path = url.pathname + url.search + url.hash
  return path.length > MAX_LENGTH ? undefined : path
}

/** A stored return path, checked again: an attacker with Redis must not redirect our visitors. */
export const ReturnPath = z.string().transform((stored) => parseReturnPath(stored) ?? HOME)

function parseHere(path: string): URL | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers skip control characters, so they are refused first
  if (!path.startsWith('/') || /[\u0000-\u001f\u007f\\]/.test(path)) return undefined
  if (!URL.canParse(path, env().appUrl)) return undefined
  const url = new URL(path, env().appUrl)
  return url.origin === env().appUrl && !url.pathname.startsWith('//') ? url : undefined
}

// Without an encoded percent sign, slash or backslash, nothing is left to decode a second time.
// None of our pages has one in its name.
function decodeOnce(pathname: string): string | undefined {
  if (/%(25|2f|5c)/i.test(pathname)) return undefined
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

/** The sign-in form, for a visitor on the way to `path`. */
export const signInPath = (path: string) =>
  path === HOME ? `/?next=${HOME}` : `/?next=${encodeURIComponent(path)}`

/** The page that reports an outage, with a way back to `path`. Pages can't respond with 503. */
export const unavailablePath = (path: string) => `/unavailable?next=${encodeURIComponent(path)}`
