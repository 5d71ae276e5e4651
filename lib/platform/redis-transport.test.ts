import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'

type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void

/** A Redis that answers each request in turn like that, and what it received. */
async function redisThatAnswers(...answers: Answer[]) {
  const received: { url?: string; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ url: request.url, headers: request.headers, body })
    answers[Math.min(received.length, answers.length) - 1]?.(response, request, body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  vi.resetModules()
  vi.stubEnv('UPSTASH_REDIS_REST_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const { redis } = await import('./redis')
  return { redis, received }
}

const closing: (() => void)[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of closing.splice(0)) close()
})

const answer =
  (body: unknown, status = 200, headers = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
const drop: Answer = (_, request) => request.socket.destroy()

describe('redis', () => {
  test('sends one command with the token, and returns values as the strings that were stored', async () => {
    const { redis, received } = await redisThatAnswers(answer({ result: ['email', '7', 'null', '{"a":1}'] }))
    expect(await redis().hgetall('attempt:x')).toEqual(['email', '7', 'null', '{"a":1}'])
    expect(received).toMatchObject([
      { url: '/', headers: { authorization: `Bearer ${process.env.UPSTASH_REDIS_REST_TOKEN}` } },
    ])
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(['hgetall', 'attempt:x'])
  })

  test('keeps its connection, and reads its own writes', async () => {
    const ports = new Set<number | undefined>()
    const first = answer({ result: 'OK' }, 200, { 'upstash-sync-token': 'token-7' })
    const { redis, received } = await redisThatAnswers((response, request, body) => {
      ports.add(request.socket.remotePort)
      first(response, request, body)
    })
    for (let n = 0; n < 3; n++) await redis().set('a', n)
    expect(ports.size).toBe(1)
    expect(received.map(({ headers }) => headers['upstash-sync-token'])).toEqual(['', 'token-7', 'token-7'])
  })

  test('sends a call that got no response once more, and no more than that', async () => {
    const once = await redisThatAnswers(drop, answer({ result: 'PONG' }))
    expect(await once.redis().ping()).toBe('PONG')
    expect(once.received).toHaveLength(2)
    const never = await redisThatAnswers(drop)
    await expect(never.redis().ping()).rejects.toThrow()
    expect(never.received).toHaveLength(2)
  })

  test('gives up after two seconds in all', async () => {
    const { redis } = await redisThatAnswers(() => {})
    const begun = performance.now()
    await expect(redis().ping()).rejects.toThrow('not responding')
    expect(performance.now() - begun).toBeLessThan(4000)
  })

  test.each([
    ['an error', answer({ error: 'ERR no such thing' }, 400)],
    ['HTML', answer('<!doctype html>')],
    ['nothing', answer('')],
    ['an empty object', answer('{}')],
    ['an error with status 200', answer({ error: 'WRONGPASS' })],
    ['status 500', answer({ result: 'PONG' }, 500)],
  ])('throws if Redis answers with %s', async (_, bad) => {
    const { redis } = await redisThatAnswers(bad)
    await expect(redis().ping()).rejects.toThrow()
  })

  test('attack: an error of the transport tells nothing of the command', async () => {
    const { redis } = await redisThatAnswers(answer({ error: 'ERR failed' }, 500))
    const failure = await redis()
      .set('attempt:x', 'ann@example.com')
      .catch((error: Error) => `${error} ${error.stack}`)
    expect(failure).toContain('500')
    expect(failure).not.toContain('ann@example.com')
  })
})
