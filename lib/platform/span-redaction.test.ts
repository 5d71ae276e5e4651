import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node'
import { expect, test } from 'vitest'
import { mint } from '@/lib/auth/link-token'
import { redacted } from './span-redaction'

const { token } = mint()

function spanOf(name: string, attributes: Record<string, string | number | boolean | string[]> = {}) {
  const kept = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(kept)] })
  const span = provider.getTracer('test').startSpan(name, { attributes })
  span.recordException(new Error(`no such link: ${token}`))
  span.setStatus({ code: 2, message: `no such link: ${token}` })
  span.end()
  const [finished] = kept.getFinishedSpans()
  if (!finished) throw new Error('not finished')
  return finished
}

/** All that is exported of it. */
const textOf = ({ name, attributes, events, status, links }: ReturnType<typeof redacted>) =>
  JSON.stringify({ name, attributes, events, status, links })

test('keeps what names a route', () => {
  const span = redacted(
    spanOf('GET /magic-link/[token]', {
      'http.route': '/(signed-in)/account/sessions',
      'http.status_code': 200,
    }),
  )
  expect(span.name).toBe('GET /magic-link/[token]')
  expect(span.attributes).toEqual({ 'http.route': '/(signed-in)/account/sessions', 'http.status_code': 200 })
  expect(span.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/)
  expect(span.duration).toHaveLength(2)
})

test.each([
  [`GET /magic-link/${token}`, 'GET /magic-link/…'],
  [`middleware GET /magic-link/${token}?from=ann@example.com`, 'middleware GET /magic-link/…'],
  [`fetch GET http://localhost:3000/magic-link/${token}`, 'fetch GET …'],
  ['email to ann@example.com', 'email to …'],
  ['code 123456', 'code …'],
])('attack: a span named %j leaves as %j', (name, safe) => {
  expect(redacted(spanOf(name)).name).toBe(safe)
})

test.each([
  'http.target',
  'http.url',
  'url.full',
  'url.path',
  'next.route',
  'next.span_name',
  'http.route',
  'db.statement',
  'http.request.header.cookie',
])('attack: a token in the attribute %s doesn’t leave the process', (key) => {
  const span = spanOf('GET', { [key]: `/magic-link/${token}`, list: [token] })
  // The premise.
  expect(textOf(span)).toContain(token)
  expect(textOf(redacted(span))).not.toContain(token)
})
