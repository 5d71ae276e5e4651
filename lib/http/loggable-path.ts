/** The first part of a URL's or path's path, which tells the route. Of what follows nothing: it may be a link's secret. */
export function loggablePath(address: string): string {
  if (!URL.canParse(address, 'http://localhost')) return '?'
  const { pathname } = new URL(address, 'http://localhost')
  return /^\/[a-z-]{0,20}(?=\/|$)/.exec(pathname)?.[0] ?? '?'
}
