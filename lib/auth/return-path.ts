import { z } from 'zod'
import { env } from '@/lib/platform/env'

/** Where somebody goes who wasn't going anywhere. */
export const HOME = '/dashboard'

const LONGEST = 1000

// Never to another act, nor back to a page that is only a step of signing in (ASVS 3.7.2).
const NOT_A_PLACE =
  /^\/($|(sign-in|sign-out|unavailable|check-email|magic-link|report-sign-in|confirm-email|cancel-email-change|account\/export|api|_next)(?![\w-]))/i

/**
 * The place on our own origin that a return path leads to: path, query and fragment, in ASCII. Undefined for all else.
 *
 * Parsed as the browser will parse it and compared by origin, since looking for bad beginnings misses some
 * (`//evil`, `/\evil`, `/<tab>/evil`). Then once more decoded, since something between us and the browser, or Next's own
 * router, may decode it once more than we do.
 */
export function parseReturnPath(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > LONGEST || given.includes(' ')) return undefined
  const url = parseHere(given)
  const decoded = url && decodeOnce(url.pathname)
  if (!url || decoded === undefined) return undefined
  if ([url.pathname, parseHere(decoded)?.pathname].some((path) => !path || NOT_A_PLACE.test(path))) {
    return undefined
  }
  const path = url.pathname + url.search + url.hash
  return path.length > LONGEST ? undefined : path
}

/** A return path that we kept. Checked again, since whatever could write to Redis could lead our visitors astray. */
export const ReturnPath = z.string().transform((kept) => parseReturnPath(kept) ?? HOME)

function parseHere(path: string): URL | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers skip control characters, so they are refused first
  if (!path.startsWith('/') || /[\u0000-\u001f\u007f\\]/.test(path)) return undefined
  if (!URL.canParse(path, env().appUrl)) return undefined
  const url = new URL(path, env().appUrl)
  return url.origin === env().appUrl && !url.pathname.startsWith('//') ? url : undefined
}

// Without an encoded percent sign, slash or backslash there is nothing left to decode a second time. Nothing of ours is
// called that.
function decodeOnce(pathname: string): string | undefined {
  if (/%(25|2f|5c)/i.test(pathname)) return undefined
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

/** The sign-in form's address for somebody on the way to `path`. */
export const signInPath = (path: string) =>
  path === HOME ? `/?next=${HOME}` : `/?next=${encodeURIComponent(path)}`

/** What says that something of ours isn't answering, with the way back to `path`. A page can't answer 503 itself. */
export const unavailablePath = (path: string) => `/unavailable?next=${encodeURIComponent(path)}`
