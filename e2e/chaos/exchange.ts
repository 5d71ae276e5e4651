import { request } from 'node:http'
import { environment } from '../support/environment'

export type Answer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
  /** How long it took. */
  ms: number
}

/** Much longer than a visitor may wait: what hasn't come by then counts as no response. */
const TIMEOUT = 30_000

/**
 * One request to one instance, with the public Host, as a load balancer passes it on. Each has a connection of its own,
 * since instances are killed here. Rejects if the connection breaks.
 */
export function exchange(
  origin: string,
  path: string,
  sent: {
    method?: string
    headers?: Record<string, string>
    body?: Buffer
    /** Before the body is sent: the instance has the rest. */
    halfway?: () => Promise<void>
  } = {},
): Promise<Answer> {
  const { method = 'GET', headers, body, halfway } = sent
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, origin), {
      method,
      agent: false,
      timeout: TIMEOUT,
      headers: {
        Host: new URL(environment.appUrl).host,
        ...headers,
        ...(body && { 'Content-Length': String(body.length) }),
        ...(halfway && { Expect: '100-continue' }),
      },
    })
    outgoing.once('error', reject)
    outgoing.once('timeout', () => outgoing.destroy(new Error(`No answer after ${TIMEOUT / 1000} s.`)))
    outgoing.once('response', async (response) => {
      try {
        const chunks: Buffer[] = []
        for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
          ms: performance.now() - begun,
        })
      } catch (error) {
        reject(error)
      }
    })
    if (!halfway) outgoing.end(body)
    else outgoing.once('continue', () => halfway().then(() => outgoing.end(body), reject)).flushHeaders()
  })
}
