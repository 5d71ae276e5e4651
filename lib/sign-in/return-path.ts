import { env } from '@/lib/env'

/** Where somebody goes who wasn't going anywhere. */
export const HOME = '/dashboard'

const LONGEST = 1000

// Never to another act, nor back to a page that is only a step of signing in (ASVS 3.7.2).
const NOT_A_PLACE = /^\/($|sign-in|sign-out|unavailable|check-email|magic-link|api|_next)(\/|$)/

// A slash, backslash or control character under any number of encodings: nothing of ours is called that, and something
// between us and the browser may decode it once more than we do.
const ENCODED_TRICK = /%(25)*(2f|5c|[01][0-9a-f]|7f)/i

/**
 * The place on our own origin that a return path leads to: path, query and fragment. Undefined for all else.
 *
 * Parsed as the browser will parse it and compared by origin, since looking for bad beginnings misses some
 * (`//evil`, `/\evil`, `/<tab>/evil`).
 */
export function parseReturnPath(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > LONGEST) return undefined
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers skip control characters, so they are refused first
  if (!given.startsWith('/') || /[\u0000-\u0020\u007f\\]/.test(given)) return undefined
  if (!URL.canParse(given, env().appUrl)) return undefined
  const url = new URL(given, env().appUrl)
  if (url.origin !== env().appUrl) return undefined
  if (url.pathname.startsWith('//') || ENCODED_TRICK.test(url.pathname) || NOT_A_PLACE.test(url.pathname)) {
    return undefined
  }
  return url.pathname + url.search + url.hash
}

/** The sign-in form's address for somebody on the way to `path`. */
export const signInPath = (path: string) =>
  path === HOME ? `/?next=${HOME}` : `/?next=${encodeURIComponent(path)}`

/** What says that something of ours isn't answering, with the way back to `path`. A page can't answer 503 itself. */
export const unavailablePath = (path: string) => `/unavailable?next=${encodeURIComponent(path)}`
