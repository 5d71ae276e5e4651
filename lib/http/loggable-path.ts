/**
 * The first segment of a URL's or path's path, which names the route; `?` if it doesn't look like
 * one. Nothing of the rest, which may be a link's secret.
 */
export function loggablePath(address: string): string {
  if (!URL.canParse(address, 'http://localhost')) return '?'
  const { pathname } = new URL(address, 'http://localhost')
  return /^\/[a-z-]{0,20}(?=\/|$)/.exec(pathname)?.[0] ?? '?'
}
