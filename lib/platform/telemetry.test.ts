import { metrics, trace } from '@opentelemetry/api'
import { expect, test, vi } from 'vitest'
import { startCollector } from '@/e2e/support/collector'
import { mint } from '@/lib/auth/link-token'

test('counts what is logged, and sends spans without what could be secret', async () => {
  const collector = await startCollector()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url)
  vi.stubEnv('OTEL_METRIC_EXPORT_INTERVAL', '1000')
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '50')
  vi.resetModules()
  const [{ startTelemetry }, { log }] = [await import('./telemetry'), await import('./log')]
  startTelemetry()
  const { token } = mint()
  trace
    .getTracer('test')
    .startSpan(`GET /magic-link/${token}`, { attributes: { 'http.target': token } })
    .end()
  log.info('link.requested')
  log.info('link.requested')
  log.info('link.redeemed', { by: 'code', seconds: 42 })
  log.info('link.refused', { reason: 'expired' })
  log.warn('limit.exceeded', { limit: 'emailsPerAddress' })

  await vi.waitFor(() => expect(collector.traces()).toContain('GET /magic-link/…'), 10_000)
  expect(collector.traces()).not.toContain(token)
  await vi.waitFor(() => expect(collector.metrics()).toContain('magic_link.refused'), 10_000)
  expect(valuesOf(collector.metrics())).toEqual({
    'magic_link.requested': [{ value: 2 }],
    'magic_link.redeemed': [{ value: 1, by: 'code' }],
    'magic_link.refused': [
      { value: 1, reason: 'expired' },
      { value: 1, reason: 'emailsPerAddress' },
    ],
    'magic_link.sign_in.duration': [{ value: 42 }],
  })
  metrics.disable()
  trace.disable()
  collector.stop()
})

type Point = {
  asDouble?: number
  asInt?: number
  sum?: number
  attributes: { key: string; value: { stringValue: string } }[]
}
type Metric = { name: string; sum?: { dataPoints: Point[] }; histogram?: { dataPoints: Point[] } }

/** Each counter's values and attributes, and the histogram's sums. */
function valuesOf(body: string) {
  const list: Metric[] = JSON.parse(body).resourceMetrics[0].scopeMetrics[0].metrics
  return Object.fromEntries(
    list.map(({ name, sum, histogram }) => [
      name,
      (sum ?? histogram)?.dataPoints.map((point) => ({
        value: point.asDouble ?? point.asInt ?? point.sum,
        ...Object.fromEntries(point.attributes.map(({ key, value }) => [key, value.stringValue])),
      })),
    ]),
  )
}
