import { clientAddress } from '@/lib/http/client-address'

/**
 * Where a request came from, in words for people: the network, never the machine (203.0.113.…, 2001:db8:7:…), since it is
 * kept and shown; empty where nobody knows.
 */
export function describeNetwork(headers: Headers): string {
  const address = clientAddress(headers)
  if (address.includes(':')) return `${address.split(':').slice(0, 3).join(':')}:…`
  return /^\d+\.\d+\.\d+\./.exec(address)?.[0].concat('…') ?? ''
}
