import 'server-only'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import type { Requester, UpstashRequest } from '@upstash/redis'
import { env } from '@/lib/platform/env'
import { seconds } from '@/lib/platform/time'

// Upstash's client sends with `fetch`, and Next wraps that: three times the work of node:http, three
// times a sign-in (docs/performance.md). The client takes another transport, and this is it.

/** How long one call may take, its retry included. */
const TIMEOUT = seconds(2)

/** Milliseconds before a call that got no response is sent once more. */
const PAUSE = 50

const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }

/** Upstash's token for reading one's own writes, from its latest response. */
let syncToken = ''

/**
 * Sends one request of the client.
 * @throws when no response comes in time, or not the response of a Redis. The message never has the
 *   command in it, as the client's own do.
 */
export const sendToRedis: Requester['request'] = async <T>({ path = [], body }: UpstashRequest) => {
  const deadline = Date.now() + TIMEOUT
  const url = new URL(path.join('/'), `${env().redis.url.replace(/\/$/, '')}/`)
  const content = JSON.stringify(body)
  const response = await post(url, content, deadline, true).catch(async (error) => {
    if (Date.now() + PAUSE >= deadline) throw error
    await wait(PAUSE)
    // On a connection of its own: a kept one may have been closed by the other side.
    return post(url, content, deadline, false)
  })
  if (response.status !== 200) throw new Error(`Redis responded with ${response.status}`)
  return JSON.parse(response.text) as { result?: T; error?: string }
}

function post(url: URL, content: string, deadline: number, keepAlive: boolean) {
  const isSecure = url.protocol === 'https:'
  const agent = keepAlive && agents[isSecure ? 'https' : 'http']
  const headers = {
    Authorization: `Bearer ${env().redis.token}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(content),
    'Upstash-Sync-Token': syncToken,
  }
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = (isSecure ? https : http).request(url, { method: 'POST', headers, agent })
    const timer = setTimeout(
      () => request.destroy(new Error('Redis is not responding')),
      deadline - Date.now(),
    )
    request.on('error', reject)
    request.on('close', () => clearTimeout(timer))
    request.on('response', (response: IncomingMessage) => {
      const token = response.headers['upstash-sync-token']
      if (typeof token === 'string') syncToken = token
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
    })
    request.end(content)
  })
}
