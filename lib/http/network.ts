import { clientAddress } from '@/lib/http/client-address'
import { env } from '@/lib/platform/env'

/** Longer than the name of any city and country. */
const LONGEST = 60

/**
 * Where a request came from, in words for people, as far as anybody knows: "Lyon, France (203.0.113.…)". The network, never
 * the machine, since it is kept and shown; the place where the host tells it (`PLACE_HEADERS`).
 */
export function describeNetwork(headers: Headers, placeHeaders = env().placeHeaders): string {
  const [network, place] = [shortened(clientAddress(headers)), placeOf(headers, placeHeaders)]
  if (!place) return network
  return network ? `${place} (${network})` : place
}

function shortened(address: string): string {
  if (address.includes(':')) return `${address.split(':').slice(0, 3).join(':')}:…`
  return /^\d+\.\d+\.\d+\./.exec(address)?.[0].concat('…') ?? ''
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

function placeOf(headers: Headers, names: string[]): string {
  const parts = names.map((name) => readable(headers.get(name) ?? '')).filter(Boolean)
  return parts.join(', ').slice(0, LONGEST)
}

// Cities come percent-encoded, since a header has no letters but ASCII's; countries as two of them (ISO 3166-1).
function readable(value: string): string {
  if (/^[A-Z]{2}$/.test(value)) return COUNTRIES.of(value) ?? ''
  try {
    return decodeURIComponent(value)
      .replace(/[^\p{L}\p{M}\p{N}'’. -]+/gu, ' ')
      .trim()
  } catch {
    return ''
  }
}
