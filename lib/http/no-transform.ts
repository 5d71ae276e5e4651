import type { ServerResponse } from 'node:http'
import { onRequest } from '@/lib/platform/on-request'

/**
 * Forbids proxies to rewrite documents: Cloudflare replaces the email addresses in them (RFC 9111
 * 5.2.2.6). In the last moment, because Next compresses nothing that says so, and sets headers of
 * its own for actions and for what doesn't exist. Call it once, before the server listens.
 */
export function forbidTransforming(): void {
  onRequest(({ response }) => forbid(response))
}

function forbid(response: ServerResponse): void {
  const writeHead = response.writeHead as (...args: unknown[]) => ServerResponse
  response.writeHead = (...args: unknown[]) => {
    const value = response.getHeader('Cache-Control')
    // Files are kept, and aren't documents.
    if (typeof value === 'string' && /^(?!.*no-transform).*\bno-(store|cache)\b/.test(value))
      response.setHeader('Cache-Control', `${value}, no-transform`)
    return writeHead.apply(response, args)
  }
}
