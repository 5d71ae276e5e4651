const NAMES =
  /(?<!cu)bot\b|crawl|spider|scan|preview|proxy|headless|curl|wget|python|java\/|go-http|okhttp|axios|node-fetch|undici|barracuda|mimecast|proofpoint|facebookexternalhit/i

/**
 * Whether a request looks like a program's that opens links: it says so itself, or has no language,
 * which every browser sends. A hint for people, not a defense: a good scanner looks like a browser.
 */
export const looksLikeScanner = (headers: Headers): boolean =>
  !headers.has('accept-language') || NAMES.test(headers.get('user-agent') ?? 'curl')
