/**
 * Whether this GET isn't a person's visit: a prefetch or prerender by the browser or by Next's
 * router, or anything that isn't a page load.
 */
export function isPrefetch(headers: Headers): boolean {
  const purpose = `${headers.get('sec-purpose')} ${headers.get('purpose')} ${headers.get('x-moz')} ${headers.get('x-purpose')}`
  if (/prefetch|prerender|preview/i.test(purpose)) return true
  if (headers.has('next-router-prefetch') || headers.has('rsc')) return true
  const destination = headers.get('sec-fetch-dest')
  return destination !== null && destination !== 'document'
}
