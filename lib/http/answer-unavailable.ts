import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/**
 * Leads every request to /unavailable, which answers 503: for a process whose environment isn't
 * complete. If it ended instead, a serverless host would start it again and again, and keep what it
 * said to itself. Call it once, before the server listens.
 */
export function answerUnavailable(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: Pick<IncomingMessage, 'method' | 'url'> }
    if (request.method !== 'HEAD') request.method = 'GET'
    request.url = '/unavailable'
  })
}
