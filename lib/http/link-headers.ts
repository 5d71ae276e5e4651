/** On every answer of a link: the token in its URL must not be kept, found or passed on (ASVS 14.2.1, 14.3.2). */
export const LINK_HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}
