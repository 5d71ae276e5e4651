import { clientAddress } from '@/lib/http/client-address'
import { env } from '@/lib/platform/env'

/** Longer than the name of any city and country. */
const MAX_LENGTH = 60

/**
 * Where a request came from, in words for people: "Lyon, France (203.0.113.…)". The network, never
 * the machine, because it is stored and shown; the place only if the host names it
 * (`PLACE_HEADERS`). Empty if neither is known.
 */
export function describeNetwork(headers: Headers, placeHeaders = env().placeHeaders): string {
  const [network, place] = [shortened(clientAddress(headers)), placeOf(headers, placeHeaders)]
  if (!place) return network
  return network ? `${place} (${network})` : place
}

function shortened(address: string): string {
  if (/^(127\.|0:0:0:0::)/.test(address)) return 'localhost'
  if (address.includes(':')) return `${address.split(':').slice(0, 3).join(':')}:…`
  return /^\d+\.\d+\.\d+\./.exec(address)?.[0].concat('…') ?? ''
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

function placeOf(headers: Headers, names: string[]): string {
  const parts = names.map((name) => readable(headers.get(name) ?? '')).filter(Boolean)
  return parts.join(', ').slice(0, MAX_LENGTH)
}

// Cities come percent-encoded, because headers are ASCII; countries as two letters (ISO 3166-1).
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
