import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** Stands in for an OpenTelemetry collector, and keeps what it is sent (OTLP over HTTP, as JSON). */
export async function startCollector() {
  const received: { path: string; body: string }[] = []
  const server = createServer(async (request, response) => {
    received.push({ path: request.url ?? '', body: await text(request) })
    response.setHeader('Content-Type', 'application/json').end('{}')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const bodies = (path: string) => received.filter((each) => each.path === path).map(({ body }) => body)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traces: () => bodies('/v1/traces').join('\n'),
    /** The newest value of each counter, by name. */
    metrics: () => bodies('/v1/metrics').at(-1) ?? '',
    stop: () => server.close(),
  }
}
