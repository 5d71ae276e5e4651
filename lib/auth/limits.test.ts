import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { hours } from '@/lib/platform/time'
import { addressKey, consumeLimits, LIMITS, limitsOfEmail, refundLimits } from './limits'

describe('consumeLimits', () => {
  test('allows as many as the table says, and then says when to retry', async () => {
    const address = randomId()
    for (let left = 4; left >= 0; left--) {
      expect(await consumeLimits({ emailsPerAddress: address })).toEqual({
        ok: true,
        left,
        suppressed: false,
      })
    }
    const refused = await consumeLimits({ emailsPerAddress: address })
    expect(refused).toMatchObject({ ok: false, limit: 'emailsPerAddress' })
    if (refused.ok) return
    expect(refused.retryAfter).toBeGreaterThan(hours(1) - 10_000)
    expect(refused.retryAfter).toBeLessThanOrEqual(hours(1))
  })

  test('attack: 200 requests at once get no more than the limit', async () => {
    const address = randomId()
    const consumed = await Promise.all(
      Array.from({ length: 200 }, () => consumeLimits({ emailsPerAddress: address })),
    )
    expect(consumed.filter((each) => each.ok)).toHaveLength(5)
  })

  test('attack: a client over one limit consumes no other', async () => {
    const [client, address] = [randomId(), randomId()]
    for (let n = 0; n < LIMITS.emailsPerClient.max(); n++) await consumeLimits({ emailsPerClient: client })
    for (let n = 0; n < 20; n++) {
      expect(await consumeLimits({ emailsPerAddress: address, emailsPerClient: client })).toMatchObject({
        ok: false,
        limit: 'emailsPerClient',
      })
    }
    expect(await consumeLimits({ emailsPerAddress: address })).toEqual({
      ok: true,
      left: 4,
      suppressed: false,
    })
  })

  test('a shadow limit refuses no one: limits before it are consumed, limits after it aren’t', async () => {
    const [client, address, total] = [randomId(), randomId(), randomId()]
    const limits = { emailsPerClient: client, emailsPerAddress: address, emailsInTotal: total }
    for (let n = 0; n < 5; n++) {
      expect(await consumeLimits(limits, 'emailsPerAddress')).toMatchObject({ ok: true, suppressed: false })
    }
    for (let n = 5; n < 30; n++) {
      expect(await consumeLimits(limits, 'emailsPerAddress')).toEqual({
        ok: true,
        left: 29 - n,
        suppressed: true,
      })
    }
    expect(await redis().get(`limit:emailsInTotal:${hash(total)}`)).toBe('5')
    const refused = { ok: false, limit: 'emailsPerClient' }
    expect(await consumeLimits(limits, 'emailsPerAddress')).toMatchObject(refused)
    // It mustn't hide that no one can be sent anything.
    await redis().set(`limit:emailsInTotal:${hash(total)}`, LIMITS.emailsInTotal.max())
    const elsewhere = { ...limits, emailsPerClient: randomId() }
    const exhausted = { ok: false, limit: 'emailsInTotal' }
    expect(await consumeLimits(elsewhere, 'emailsPerAddress')).toMatchObject(exhausted)
  })

  test('a call that is sent again because its response was lost counts once', async () => {
    const address = randomId()
    const { fetch } = globalThis
    const lost = vi.spyOn(globalThis, 'fetch').mockImplementationOnce(async (...request) => {
      await fetch(...request)
      throw new TypeError('fetch failed')
    })
    expect(await consumeLimits({ emailsPerAddress: address })).toEqual({
      ok: true,
      left: 4,
      suppressed: false,
    })
    expect(lost).toHaveBeenCalledTimes(2)
    lost.mockRestore()
    expect(await consumeLimits({ emailsPerAddress: address })).toEqual({
      ok: true,
      left: 3,
      suppressed: false,
    })
  })

  test('a call whose responses are all lost counts nothing', async () => {
    const address = randomId()
    const { fetch } = globalThis
    const lost = vi.spyOn(globalThis, 'fetch')
    for (let n = 0; n < 2; n++) {
      lost.mockImplementationOnce(async (...request) => {
        await fetch(...request)
        throw new TypeError('fetch failed')
      })
    }
    await expect(consumeLimits({ emailsPerAddress: address })).rejects.toThrow()
    lost.mockRestore()
    const count = () => redis().get(`limit:emailsPerAddress:${hash(address)}`)
    await vi.waitFor(async () => expect(await count()).toBe('0'))
    expect(await consumeLimits({ emailsPerAddress: address })).toEqual({
      ok: true,
      left: 4,
      suppressed: false,
    })
  })

  test('its keys don’t reveal addresses', async () => {
    await consumeLimits({ emailsPerAddress: 'ann@example.com' })
    expect(await redis().get(`limit:emailsPerAddress:${hash('ann@example.com')}`)).toBe('1')
    expect(await redis().keys('*ann@example.com*')).toEqual([])
  })

  test('every counter expires', async () => {
    const id = randomId()
    await consumeLimits({ guessesPerAttempt: id })
    await consumeLimits({ guessesPerAttempt: id })
    expect(await redis().pttl(`limit:guessesPerAttempt:${hash(id)}`)).toBeGreaterThan(0)
  })

  test('a limit by address counts a known device separately', async () => {
    const [address, knownDevice] = [randomId(), randomId()]
    for (let n = 0; n < 5; n++) await consumeLimits({ emailsPerAddress: addressKey(address, undefined) })
    expect(await consumeLimits({ emailsPerAddress: addressKey(address, undefined) })).toMatchObject({
      ok: false,
    })
    expect(await consumeLimits({ emailsPerAddress: addressKey(address, knownDevice) })).toMatchObject({
      left: 4,
    })
  })

  test.each([
    null,
    {},
    [],
    7,
    true,
    'T0s=',
    '<html>',
    [0],
    [0, 1],
    [null, null, 0],
    ['', '', ''],
    [0, 1, 2, 3],
  ])('attack: if Redis answers the count with %j, no one gets through', async (result) => {
    const server = createServer((request, response) =>
      response.end(JSON.stringify(request.url === '/pipeline' ? [{ result }] : { result })),
    )
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    vi.resetModules()
    vi.stubEnv('UPSTASH_REDIS_REST_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const confused = await import('./limits')
    await expect(confused.consumeLimits({ emailsInTotal: 'all' })).rejects.toThrow()
    vi.unstubAllEnvs()
    server.closeAllConnections()
    server.close()
  })
})

describe('limitsOfEmail', () => {
  const email = { to: 'ann@example.com', client: '203.0.113.7', attempt: { id: randomId(), sent: 0 } }

  test('an unknown device consumes every limit on emails', () => {
    expect(Object.keys(limitsOfEmail({ ...email, knownDevice: undefined }))).toEqual([
      'resendsPerAttempt',
      'emailsPerClient',
      'emailsPerAddress',
      'emailsToUnknownDevices',
      'emailsInTotal',
    ])
  })

  test('attack: unknown devices that use up a day’s emails leave a tenth to known devices', () => {
    expect(LIMITS.emailsToUnknownDevices.max()).toBe(0.9 * LIMITS.emailsInTotal.max())
    const known = limitsOfEmail({ ...email, knownDevice: randomId() })
    expect(Object.keys(known)).toEqual(['resendsPerAttempt', 'emailsPerAddress', 'emailsInTotal'])
  })
})

describe('refundLimits', () => {
  test('refunds one, and never makes more room than there was', async () => {
    const key = randomId()
    await consumeLimits({ guessesPerAddress: key })
    await refundLimits({ guessesPerAddress: key })
    await refundLimits({ guessesPerAddress: key })
    expect(await consumeLimits({ guessesPerAddress: key })).toEqual({ ok: true, left: 9, suppressed: false })
  })

  test('leaves no counter behind that never expires', async () => {
    const key = randomId()
    await refundLimits({ guessesPerAddress: key })
    expect(await redis().exists(`limit:guessesPerAddress:${hash(key)}`)).toBe(0)
  })

  test('makes room for one, and never for more than were consumed', async () => {
    const id = randomId()
    await consumeLimits({ guessesPerAttempt: id })
    for (let n = 0; n < 3; n++) await refundLimits({ guessesPerAttempt: id })
    expect(await consumeLimits({ guessesPerAttempt: id })).toEqual({ ok: true, left: 4, suppressed: false })
    expect(await redis().pttl(`limit:guessesPerAttempt:${hash(id)}`)).toBeGreaterThan(0)
  })
})
