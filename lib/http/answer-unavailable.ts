import { onRequest } from '@/lib/platform/on-request'

/**
 * Leads every request to /unavailable, which answers 503: for a process whose environment isn't
 * complete. If it ended instead, a serverless host would start it again and again, and keep what it
 * said to itself. Call it once, before the server listens.
 */
export function answerUnavailable(): void {
  onRequest(({ request }) => {
    if (request.method !== 'HEAD') request.method = 'GET'
    request.url = '/unavailable'
  })
}
