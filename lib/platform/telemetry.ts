import 'server-only'
import { metrics } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { env } from '@/lib/platform/env'
import { events, type LoggedEvent } from '@/lib/platform/log'
import { redacted } from '@/lib/platform/span-redaction'
import { seconds } from '@/lib/platform/time'

/**
 * Sends traces and counters to the collector at `OTEL_EXPORTER_OTLP_ENDPOINT`. The exporters and
 * samplers read the other `OTEL_…` variables by themselves. Without that variable, nothing imports
 * this file: it takes 15 packages (docs/decisions/0040-opentelemetry-off-by-default.md).
 */
export function startTelemetry(): void {
  const { metricInterval: every } = env().telemetry
  const traces = new OTLPTraceExporter()
  const exporter = Object.assign(Object.create(traces) as OTLPTraceExporter, {
    export: ((spans, done) => traces.export(spans.map(redacted), done)) satisfies OTLPTraceExporter['export'],
  })
  const tracer = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] })
  // No propagator: a visitor's traceparent would decide what is recorded, and its state would be kept.
  tracer.register({ propagator: null })
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: every,
    exportTimeoutMillis: Math.min(every, seconds(10)),
  })
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }))
  countEvents()
}

/** Counts what is logged. An operator who has only the log can count the same. */
function countEvents() {
  const meter = metrics.getMeter('magic-link')
  const count = (name: string) => meter.createCounter(`magic_link.${name}`)
  const [requested, sent, redeemed, refused] = ['requested', 'sent', 'redeemed', 'refused'].map(count)
  const took = meter.createHistogram('magic_link.sign_in.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: BUCKETS },
  })
  events.subscribe((message) => {
    const { event, fields } = message as LoggedEvent
    switch (event) {
      case 'link.requested':
        return requested?.add(1)
      case 'email.accepted':
        return sent?.add(1, { kind: fields.kind })
      case 'link.redeemed':
        took.record(Number(fields.seconds))
        return redeemed?.add(1, { by: fields.by })
      case 'limit.exceeded':
        return refused?.add(1, { reason: fields.limit })
      case 'link.refused':
      case 'code.refused':
        return refused?.add(1, { reason: fields.reason })
    }
  })
}

/** Seconds: most people sign in within a minute, and a link lives for ten. */
const BUCKETS = [5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1800, 3600]
