/**
 * Whom a limit counts: the client's network address, IPv6 by its /64, since a household or a rented server has all of that.
 *
 * The last entry of X-Forwarded-For is the one that the nearest proxy wrote; the ones before it are whatever the client
 * sent. Next fills it in from the socket where there is no proxy.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return last.includes(':') ? network64(last) : last
}

function network64(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped) return mapped
  // new URL writes an IPv6 address the one canonical way (RFC 5952), so two spellings count as one client.
  const url = `http://[${address.replace(/%.*$/, '')}]/`
  if (!URL.canParse(url)) return address
  const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const groups = [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
  return `${groups.slice(0, 4).join(':')}::/64`
}
