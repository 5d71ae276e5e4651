import { isIPv4 } from 'node:net'
import { env } from '@/lib/platform/env'

/**
 * The client as limits count it: its network address, or for IPv6 its /64, which is what a
 * household or a rented server has to itself.
 *
 * Read from the end of the header, where our own proxies write: anything before that is whatever
 * the client sent. Without a proxy, Next fills in X-Forwarded-For from the socket. Empty if the
 * header has fewer entries than there are proxies: such requests came another way, and are all
 * counted together.
 */
export function clientAddress(headers: Headers, trust = env().clientAddress): string {
  const entries = headers.get(trust.header)?.split(',') ?? []
  const entry = withoutPort(entries.at(-trust.proxies)?.trim() ?? '')
  return entry.includes(':') ? network64(entry) : entry
}

// Some proxies add the port, which is different for each connection.
function withoutPort(entry: string): string {
  const [, v6, v4] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(entry) ?? []
  return v6 ?? v4 ?? entry
}

function network64(address: string): string {
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1]
  if (mapped && isIPv4(mapped)) return mapped
  // new URL writes an IPv6 address in its one canonical form (RFC 5952): two spellings, one client.
  const url = `http://[${address.replace(/%.*$/, '')}]/`
  if (!URL.canParse(url)) return address
  const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const groups = [...front, ...Array(8 - front.length - back.length).fill('0'), ...back]
  return `${groups.slice(0, 4).join(':')}::/64`
}
