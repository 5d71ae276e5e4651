import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startUpstash } from '../upstash'
import { type Backend, backends, TOKEN } from './test-backends'

describe.each(backends)("Upstash's REST protocol %s", (_, { skip, start }) => {
  let backend: Backend
  const k = (name: string) => backend.prefix + name
  const call = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(backend.url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  const BASE64 = { 'Upstash-Encoding': 'base64' }

  beforeAll(async () => {
    if (!skip) backend = await start()
  })
  afterAll(() => backend?.close())

  describe.skipIf(skip)('requests', () => {
    it('runs one command, whatever the case of its name', async () => {
      expect(await call('/', ['set', k('a'), 1])).toMatchObject({ status: 200, body: { result: 'OK' } })
      expect(await call('/', ['gEt', k('a')])).toMatchObject({ status: 200, body: { result: '1' } })
    })

    it('encodes strings in base64 when asked to, all but a bare OK', async () => {
      expect((await call('/', ['SET', k('b'), 'Grüße'], BASE64)).body).toEqual({ result: 'OK' })
      const commands = [
        ['MGET', k('b'), k('none')],
        ['EXISTS', k('b')],
        ['GET', k('b')],
      ]
      const encoded = Buffer.from('Grüße').toString('base64')
      const results = [[encoded, null], 1, encoded].map((result) => ({ result }))
      expect((await call('/pipeline', commands, BASE64)).body).toEqual(results)
    })
  })

  describe.skipIf(skip)('refusals', () => {
    it.each(['', 'Bearer ', 'Bearer wrong-token!!', 'Basic contract-token', TOKEN])(
      'answers 401 to the authorization "%s"',
      async (Authorization) => {
        const answer = await call('/', ['SET', k('intruder'), 1], { Authorization })
        expect(answer).toMatchObject({ status: 401, body: { error: expect.stringContaining('WRONGPASS') } })
        expect((await call('/', ['EXISTS', k('intruder')])).body.result).toBe(0)
      },
    )

    it('takes no clock from a wrong token', async () => {
      expect((await call('/_dev/advance', { ms: 1 }, { Authorization: 'Bearer wrong' })).status).toBe(401)
    })

    it.each(['', '{', 'null', '{}', '[]', '"PING"', '\u0000'])('answers 400 to the body %j', async (body) => {
      for (const path of ['/', '/pipeline', '/multi-exec', '/_dev/advance']) {
        const answer = await call(path, body)
        expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^ERR /) } })
      }
    })

    it.each(
      'SELECT auth SUBSCRIBE PSubscribe BLPOP BRPOPLPUSH BLMOVE BZPOPMIN BLMPOP MULTI EXEC WATCH MONITOR'
        .concat(' NOSUCHCOMMAND __proto__ constructor')
        .split(' '),
    )('does not offer %s', async (name) => {
      const error = `ERR Command is not available: '${name.toUpperCase()}'`
      expect(await call('/', [name, 'x', '0'])).toMatchObject({ status: 400, body: { error } })
      expect((await call('/pipeline', [[name, 'x', '0'], ['PING']])).body).toEqual([
        { error },
        { result: 'PONG' },
      ])
    })

    it('answers 400 with the message of Redis when a command fails', async () => {
      await call('/', ['SADD', k('set'), 'a'])
      const wrongType = await call('/', ['INCR', k('set')])
      expect(wrongType).toMatchObject({ status: 400, body: { error: expect.stringMatching(/^WRONGTYPE /) } })
      expect(await call('/', ['GET'])).toMatchObject({
        status: 400,
        body: { error: "ERR wrong number of arguments for 'get' command" },
      })
    })

    it('answers 413 to a body of more than a megabyte, and goes on', async () => {
      const { status, body } = await call('/', ['SET', k('big'), 'x'.repeat(1024 * 1024)])
      expect([status, body.error]).toEqual([413, expect.stringContaining('max request size')])
      expect((await call('/', ['EXISTS', k('big')])).body.result).toBe(0)
    })

    it('answers 405 to GET and 404 to a command in the path', async () => {
      const headers = { Authorization: `Bearer ${TOKEN}` }
      expect((await fetch(backend.url, { headers })).status).toBe(405)
      expect((await call(`/get/${k('a')}`, '')).status).toBe(404)
    })

    it.each([-1, 1.5, '60', null])('moves no clock by %j', async (ms) => {
      expect((await call('/_dev/advance', { ms, match: k('*') })).status).toBe(400)
    })
  })
})

describe('startUpstash', () => {
  it('rejects with EADDRINUSE when the port is taken', async () => {
    const first = await startUpstash({ port: 0, token: TOKEN })
    const port = Number(new URL(first.url).port)
    await expect(startUpstash({ port, token: TOKEN })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await first.close()
  })

  it('says which Redis does not answer', async () => {
    const starting = startUpstash({ port: 0, token: TOKEN, redisUrl: 'redis://user:secret@127.0.0.1:1' })
    await expect(starting).rejects.toThrow('No Redis answers at 127.0.0.1:1')
  })

  it('closes while connections are open', async () => {
    const server = await startUpstash({ port: 0, token: TOKEN })
    await fetch(server.url, { method: 'POST' })
    await server.close()
    await expect(fetch(server.url)).rejects.toThrow('fetch failed')
  })
})
