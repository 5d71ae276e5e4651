/** What the visitor chose. It says so until they choose another. */
export const LANGUAGE_COOKIE = 'language'

/** Where the form lies in each language but the first. No visitor needs to name it. */
export const PRERENDERED = '/prerendered'

/**
 * Leads `/` to the form that was prerendered in the visitor's language: the one that was chosen,
 * otherwise the first that the browser accepts and we have, otherwise our first. That one lies at
 * `/` itself. `languageIn` is the same for whatever is made for the request.
 *
 * @returns as `rewrites()` of next.config.ts takes them
 */
export function languageRewrites([standard, ...others]: readonly [string, ...string[]]) {
  if (others.length === 0) return []
  const [all, led] = [[standard, ...others].join('|'), others.join('|')]
  const cookie = (codes: string) => ({ type: 'cookie' as const, key: LANGUAGE_COOKIE, value: codes })
  // Of "nl-NL,de;q=0.8,en;q=0.5", the first that we have: browsers send the best first.
  const first = `(?:(?!(?:${all})\\b)[^,]*,\\s*)*(?<language>${led})\\b.*`
  const accepted = { type: 'header' as const, key: 'accept-language', value: first }
  const destination = `${PRERENDERED}/:language`
  return [
    { source: '/', has: [cookie(`(?<language>${led})`)], destination },
    { source: '/', has: [accepted], missing: [cookie(standard)], destination },
  ]
}
