import { isIPv4, isIPv6 } from 'node:net'
import { env } from '@/lib/platform/env'

/**
 * The client as limits count it: its IPv4 address, or for IPv6 its /64, which is what a household
 * or a rented server has to itself.
 *
 * Read from the end of the header, where our own proxies write: anything before that is whatever
 * the client sent. Without a proxy, Next fills in X-Forwarded-For from the socket. Empty if the
 * header has fewer entries than there are proxies, or if the entry is no address: such requests
 * came another way, and are all counted together.
 */
export function clientAddress(headers: Headers, trust = env().clientAddress): string {
  const entries = headers.get(trust.header)?.split(',') ?? []
  const groups = groupsOf(withoutPort(entries.at(-trust.proxies)?.trim() ?? ''))
  return groups ? (ipv4In(groups) ?? prefixOf(groups, 4)) : ''
}

/**
 * The network that a client's address belongs to: for IPv6 its /48, which is what one site, or one
 * customer of a tunnel broker, has to itself: 65,536 clients. Any other client is its own.
 * @param client from `clientAddress`
 */
export function networkOf(client: string): string {
  const groups = groupsOf(client.replace(/\/64$/, ''))
  return groups && !ipv4In(groups) ? prefixOf(groups, 3) : client
}

// Some proxies add the port, which is different for each connection.
function withoutPort(entry: string): string {
  const [, bracketed, v4] = /^(?:\[([^\]]+)\](?::\d+)?|(.*\d+(?:\.\d+){3}):\d+)$/.exec(entry) ?? []
  return bracketed ?? v4 ?? entry
}

/** An address as the eight 16-bit groups of IPv6, whichever way it is spelled; IPv4 as mapped. */
function groupsOf(address: string): number[] | undefined {
  if (isIPv4(address)) return groupsOf(`::ffff:${address}`)
  // Without the zone, which names an interface of our own machine (RFC 4007 11.2).
  const v6 = address.replace(/%.*$/, '')
  if (!isIPv6(v6)) return undefined
  // new URL writes it in its one canonical form (RFC 5952), without dots.
  const [head = '', tail = ''] = new URL(`http://[${v6}]/`).hostname.slice(1, -1).split('::')
  const [front, back] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]]
  const zeros = Array(8 - front.length - back.length).fill('0')
  return [...front, ...zeros, ...back].map((group) => Number.parseInt(group, 16))
}

/** Mapped addresses (RFC 4291 2.5.5.2), and those that a NAT64 made of IPv4 (RFC 6052 2.1). */
const IPV4_PREFIXES = ['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0']

// Otherwise all of IPv4 would be one client there, or each client two.
function ipv4In(groups: number[]): string | undefined {
  const [high = 0, low = 0] = groups.slice(6)
  if (!IPV4_PREFIXES.includes(toText(groups.slice(0, 6)))) return undefined
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

const prefixOf = (groups: number[], length: 3 | 4) => `${toText(groups.slice(0, length))}::/${16 * length}`

const toText = (groups: number[]) => groups.map((group) => group.toString(16)).join(':')
