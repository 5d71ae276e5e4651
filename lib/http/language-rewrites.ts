import { LINK_PATHS } from './link-paths'

/** What the visitor chose. It says so until they choose another. */
export const LANGUAGE_COOKIE = 'language'

/** What isn't a page, beside files. */
const HANDLERS = [
  '_next',
  '[.]well-known',
  'api',
  'language',
  'nothing-here',
  'other-host',
  'unavailable',
  ...LINK_PATHS,
]

/**
 * Each page lives under the visitor's language: `/account` is `/de/account` inside, and its URL
 * stays as it is. The language is the one that was chosen, otherwise the first that the browser
 * accepts and we have, otherwise our first; `languageIn` is the same for handlers and actions.
 *
 * @returns as `rewrites()` of next.config.ts takes them
 */
export function languageRewrites([standard, ...others]: readonly [string, ...string[]]) {
  const codes = [standard, ...others].join('|')
  const noPage = [...HANDLERS, codes].join('|')
  const pages = `/:path((?!(?:${noPage})(?:/|$)|[^/]+[.][a-z]+$).+)`
  const chosen = { type: 'cookie' as const, key: LANGUAGE_COOKIE, value: `(?<language>${codes})` }
  // Of "nl-NL,de;q=0.8,en;q=0.5", the first that we have: browsers send the best first.
  const first = `(?:(?!(?:${codes})\\b)[^,]*,\\s*)*(?<language>${codes})\\b.*`
  const accepted = { type: 'header' as const, key: 'accept-language', value: first }
  const rules = (source: string, path: string) => [
    { source, has: [chosen], destination: `/:language${path}` },
    { source, has: [accepted], destination: `/:language${path}` },
    { source, destination: `/${standard}${path}` },
  ]
  // `/` apart: a rule without parameters takes a seventh off a prerendered page.
  return [...rules('/', ''), ...rules(pages, '/:path*')]
}
