import type { ReadableSpan } from '@opentelemetry/sdk-trace-node'

/** What Next, Node.js or a library to come may say about a span. Anything else is left out. */
const ALLOWED = new Set([
  ...['http.method', 'http.request.method', 'http.route', 'http.status_code', 'http.response.status_code'],
  ...['next.span_type', 'next.route', 'next.page', 'next.segment', 'next.rsc', 'operation.name'],
  ...['net.peer.name', 'server.address', 'exception.type', 'error.type'],
])

/**
 * A span as it may leave the process: no URL, which may be a magic link, no header, no message of an
 * error, which may have a query's values in it, and nothing that an attribute we don't know says.
 * Its name, and what is left of it, is without whatever could be a token, a code or an address.
 */
export function redacted(span: ReadableSpan): ReadableSpan {
  const { name, attributes, events, status } = span
  const changes: Partial<ReadableSpan> = {
    name: safe(name),
    attributes: allowed(attributes),
    events: events.map((event) => ({
      ...event,
      name: safe(event.name),
      attributes: allowed(event.attributes ?? {}),
    })),
    status: { code: status.code },
    links: [],
  }
  const descriptors = Object.entries(changes).map(([key, value]) => [key, { value, enumerable: true }])
  return Object.create(span, Object.fromEntries(descriptors))
}

function allowed(attributes: ReadableSpan['attributes']): ReadableSpan['attributes'] {
  const kept: ReadableSpan['attributes'] = {}
  for (const [key, value] of Object.entries(attributes)) {
    if (!ALLOWED.has(key)) continue
    if (typeof value === 'string') kept[key] = safe(value)
    if (typeof value === 'number' || typeof value === 'boolean') kept[key] = value
  }
  return kept
}

/** Words with an address, six digits or a long run of characters become `…`, and queries go. */
const safe = (text: string) => text.replace(/\?\S*/g, '').split(' ').map(safeWord).join(' ')

const safeWord = (word: string) =>
  word.startsWith('/') ? word.split('/').map(safeSegment).join('/') : UNSAFE.test(word) ? '…' : word

/** As our routes have them: `magic-link`, `[token]`, `(signed-in)`. */
const safeSegment = (segment: string) =>
  /^([a-z_-]{0,30}|\[[.a-z]+\]|\([a-z-]+\))$/.test(segment) ? segment : '…'

const UNSAFE = /@|%|\d{3}[ -]?\d{3}|[\w-]{20,}/
