import { isIPv4 } from 'node:net'
import { env } from '@/lib/platform/env'

/**
 * Whom a limit counts: the client's network address, IPv6 by its /64, since a household or a rented server has all of that.
 *
 * Counted from the end of the header, where our own proxies write: what stands before is whatever the client sent. Next
 * fills in X-Forwarded-For from the socket where there is no proxy. Empty, so that all are counted together, where the
 * header has fewer entries than there are proxies: such a request came by another way.
 */
export function clientAddress(headers: Headers, trust = env().clientAddress): string {
  const entries = headers.get(trust.header)?.split(',') ?? []
  const entry = withoutPort(entries.at(-trust.proxies)?.trim() ?? '')
  return entry.includes(':') ? network64(entry) : entry
}

// Some proxies write the port, too, and every connection has another.
function withoutPort(entry: string): string {
  const [, v6, v4] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(entry) ?? []
  return v6 ?? v4 ?? entry
}

function network64(address: string): string {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1]
  if (mapped && isIPv4(mapped)) return mapped
  // new URL writes an IPv6 address the one canonical way (RFC 5952), so two spellings count as one client.
  const url = `http://[${address.replace(/%.*$/, '')}]/`
  if (!URL.canParse(url)) return address
  const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const groups = [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
  return `${groups.slice(0, 4).join(':')}::/64`
}
