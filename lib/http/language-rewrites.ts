/** What the visitor chose. It says so until they choose another. */
export const LANGUAGE_COOKIE = 'language'

/** Where the form lies that was prerendered in each language. No visitor needs to name it. */
export const PRERENDERED = '/prerendered'

/**
 * Leads `/` to the form that was prerendered in the visitor's language: the one that was chosen,
 * otherwise the first that the browser accepts and we have, otherwise our first. `languageIn` is the
 * same for whatever is made for the request.
 *
 * @returns as `rewrites()` of next.config.ts takes them
 */
export function languageRewrites([standard, ...others]: readonly [string, ...string[]]) {
  const codes = [standard, ...others].join('|')
  const chosen = { type: 'cookie' as const, key: LANGUAGE_COOKIE, value: `(?<language>${codes})` }
  // Of "nl-NL,de;q=0.8,en;q=0.5", the first that we have: browsers send the best first.
  const first = `(?:(?!(?:${codes})\\b)[^,]*,\\s*)*(?<language>${codes})\\b.*`
  const accepted = { type: 'header' as const, key: 'accept-language', value: first }
  return [
    { source: '/', has: [chosen], destination: `${PRERENDERED}/:language` },
    { source: '/', has: [accepted], destination: `${PRERENDERED}/:language` },
    { source: '/', destination: `${PRERENDERED}/${standard}` },
  ]
}
