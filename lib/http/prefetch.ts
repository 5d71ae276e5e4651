/**
 * Whether this GET looks ahead instead of being somebody's visit: a prefetch or prerender by the browser or by Next's
 * router, or anything that isn't the loading of a page.
 */
export function isLookAhead(headers: Headers): boolean {
  const purpose = `${headers.get('sec-purpose')} ${headers.get('purpose')} ${headers.get('x-moz')} ${headers.get('x-purpose')}`
  if (/prefetch|prerender|preview/i.test(purpose)) return true
  if (headers.has('next-router-prefetch') || headers.has('rsc')) return true
  const destination = headers.get('sec-fetch-dest')
  return destination !== null && destination !== 'document'
}
