import { Redis } from '@upstash/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Backend, backends, TOKEN } from './upstash/test-backends'

describe.each(backends)('@upstash/redis %s', (_, { skip, start }) => {
  let backend: Backend
  let redis: Redis
  const k = (name: string) => backend.prefix + name
  const advance = (ms: number, match: string) =>
    fetch(`${backend.url}/_dev/advance`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ ms, match }),
    }).then((response) => response.json())

  beforeAll(async () => {
    if (skip) return
    backend = await start()
    redis = new Redis({ url: backend.url, token: TOKEN, retry: { retries: 0 } })
  })
  afterAll(() => backend?.close())

  describe.skipIf(skip)('values', () => {
    it('keeps text, numbers, objects and characters beyond ASCII as they were', async () => {
      const values = [
        'plain',
        'OK',
        'Grüße, 世界 🔑',
        42,
        { a: [1, 'ä'] },
        '',
        '\u0000\u0001\r\n"\\',
        'ü'.repeat(100_000),
      ]
      for (const [i, value] of values.entries()) await redis.set(k(`value${i}`), value)
      expect(await redis.mget(values.map((_, i) => k(`value${i}`)))).toEqual(values)
    })

    it('answers null for a key that is not there', async () => {
      expect(await redis.get(k('missing'))).toBeNull()
      expect(await redis.mget(k('missing'), k('missing'))).toEqual([null, null])
    })

    it('lets one of 50 parallel SET NX win', async () => {
      const calls = Array.from({ length: 50 }, (_, i) =>
        redis.set(k('race'), `by ${i}`, { nx: true, ex: 60 }),
      )
      const answers = await Promise.all(calls)
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(1)
      expect(answers.filter((answer) => answer === null)).toHaveLength(49)
      expect(await redis.get(k('race'))).toBe(`by ${answers.indexOf('OK')}`)
    })

    it('counts each of 50 INCR from clients that do not share a pipeline once', async () => {
      const calls = Array.from({ length: 50 }, () =>
        new Redis({ url: backend.url, token: TOKEN, enableAutoPipelining: false }).incr(k('alone')),
      )
      expect(new Set(await Promise.all(calls)).size).toBe(50)
    })

    it('finds keys with SCAN and KEYS', async () => {
      for (const name of ['scan:a', 'scan:b', 'other']) await redis.set(k(name), 1)
      const found: string[] = []
      let cursor = '0'
      do {
        const [next, keys] = await redis.scan(cursor, { match: k('scan:*'), count: 10 })
        found.push(...keys)
        cursor = next
      } while (cursor !== '0')
      expect(found.sort()).toEqual([k('scan:a'), k('scan:b')])
      expect((await redis.keys(k('scan:?'))).sort()).toEqual(found)
    })
  })

  describe.skipIf(skip)('lifetimes', () => {
    it('moves the clock for the keys that match, and for no others', async () => {
      await redis.set(k('old:a'), 1, { ex: 600 })
      await redis.set(k('old:b'), 1, { ex: 60 })
      await redis.set(k('old:forever'), 1)
      await redis.set(k('young'), 1, { ex: 60 })
      expect(await advance(60_000, k('old:*'))).toEqual({ changed: 2 })
      expect(await redis.get(k('old:b'))).toBeNull()
      expect(await redis.ttl(k('old:a'))).toBeGreaterThanOrEqual(538)
      expect(await redis.ttl(k('old:a'))).toBeLessThanOrEqual(540)
      expect(await redis.ttl(k('old:forever'))).toBe(-1)
      expect(await redis.ttl(k('young'))).toBeGreaterThan(50)
    })

    it('moves the clock step by step, to the end and no further', async () => {
      await redis.set(k('edge'), 1, { px: 600_000 })
      await advance(590_000, k('edge'))
      expect(await redis.get(k('edge'))).toBe(1)
      await advance(10_000, k('edge'))
      expect(await redis.get(k('edge'))).toBeNull()
    })
  })

  describe.skipIf(skip)('multi, pipelines and scripts', () => {
    it('runs a transaction as a whole', async () => {
      const tx = redis.multi()
      tx.set(k('tx'), 'ü')
      tx.incr(k('tx:n'))
      tx.smembers(k('tx:none'))
      tx.get(k('tx'))
      expect(await tx.exec()).toEqual(['OK', 1, [], 'ü'])
    })

    it('lets nothing between the commands of a transaction', async () => {
      const move = () =>
        redis
          .multi()
          .incr(k('pair:a'))
          .incr(k('pair:b'))
          .mget(k('pair:a'), k('pair:b'))
          .exec<[number, number, number[]]>()
      const noise = () => redis.incr(k('pair:b'))
      await redis.set(k('pair:b'), 0)
      const all = await Promise.all(Array.from({ length: 40 }, () => Promise.all([move(), noise()])))
      for (const [[a, b, seen]] of all) expect(seen).toEqual([a, b])
    })

    it('runs nothing of a transaction that can not be queued', async () => {
      const tx = redis.multi().set(k('half'), 1).del()
      await expect(tx.exec()).rejects.toThrow('EXECABORT')
      expect(await redis.get(k('half'))).toBeNull()
    })

    it('goes on after a command of a transaction that fails while it runs', async () => {
      await redis.set(k('text'), 'abc')
      const done = await redis.multi().incr(k('text')).set(k('after'), 1).exec({ keepErrors: true })
      expect(done[0]).toMatchObject({ error: 'ERR value is not an integer or out of range' })
      expect(done[1]).toMatchObject({ result: 'OK' })
    })

    it('answers each call of an automatic pipeline with its own result or error', async () => {
      await redis.set(k('word'), 'abc')
      const [got, failed, one] = await Promise.allSettled([
        redis.get(k('word')),
        redis.incr(k('word')),
        redis.incr(k('fresh')),
      ])
      expect(got).toMatchObject({ status: 'fulfilled', value: 'abc' })
      expect(failed).toMatchObject({ status: 'rejected' })
      expect(one).toMatchObject({ status: 'fulfilled', value: 1 })
    })

    it('runs a script with keys and arguments, and gives back what it returns', async () => {
      const script = `
        local count = redis.call("INCR", KEYS[1])
        if count == 1 then redis.call("PEXPIRE", KEYS[1], ARGV[1]) end
        return { count, redis.call("PTTL", KEYS[1]), ARGV[2] }`
      for (const count of [1, 2]) {
        expect(await redis.eval(script, [k('limit')], [60_000, 'ä'])).toEqual([
          count,
          expect.any(Number),
          'ä',
        ])
      }
    })

    it('runs a script as a whole', async () => {
      const take = `if redis.call("GET", KEYS[1]) then return 0 end redis.call("SET", KEYS[1], 1) return 1`
      const taken = await Promise.all(
        Array.from({ length: 50 }, () => redis.eval<[], number>(take, [k('take')], [])),
      )
      expect(taken.filter((one) => one === 1)).toHaveLength(1)
    })
  })
})
