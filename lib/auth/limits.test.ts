import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { loseAnswers } from '@/e2e/support/calls'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { hours } from '@/lib/platform/time'
import { addressKey, consumeLimits, LIMITS, limitsOfEmail } from './limits'

const ALLOWED = { ok: true, suppressed: false }
const countOf = async (address: string) =>
  Number(await redis().get(`limit:emailsPerAddress:${hash(address)}`))

describe('consumeLimits', () => {
  test('allows as many as the table says, and then says when to retry', async () => {
    const address = randomId()
    for (let n = 0; n < 5; n++) expect(await consumeLimits({ emailsPerAddress: address })).toEqual(ALLOWED)
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
    expect(await countOf(address)).toBe(0)
    expect(await consumeLimits({ emailsPerAddress: address })).toEqual(ALLOWED)
  })

  test('a shadow limit refuses no one: limits before it are consumed, limits after it aren’t', async () => {
    const [client, address, total] = [randomId(), randomId(), randomId()]
    const limits = { emailsPerClient: client, emailsPerAddress: address, emailsInTotal: total }
    for (let n = 0; n < 5; n++) {
      expect(await consumeLimits(limits, 'emailsPerAddress')).toMatchObject({ ok: true, suppressed: false })
    }
    for (let n = 5; n < 30; n++) {
      expect(await consumeLimits(limits, 'emailsPerAddress')).toEqual({ ok: true, suppressed: true })
    }
    expect(await countOf(address)).toBe(5)
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
    const lost = loseAnswers(1)
    expect(await consumeLimits({ emailsPerAddress: address })).toEqual(ALLOWED)
    expect(lost).toHaveBeenCalledTimes(2)
    lost.mockRestore()
    expect(await countOf(address)).toBe(1)
  })

  test('a call whose responses are all lost counts nothing', async () => {
    const address = randomId()
    const lost = loseAnswers(2)
    await expect(consumeLimits({ emailsPerAddress: address })).rejects.toThrow()
    lost.mockRestore()
    await vi.waitFor(async () => expect(await countOf(address)).toBe(0))
    expect(await consumeLimits({ emailsPerAddress: address })).toEqual(ALLOWED)
    expect(await countOf(address)).toBe(1)
  })

  test('its keys don’t reveal addresses', async () => {
    await consumeLimits({ emailsPerAddress: 'ann@example.com' })
    expect(await redis().get(`limit:emailsPerAddress:${hash('ann@example.com')}`)).toBe('1')
    expect(await redis().keys('*ann@example.com*')).toEqual([])
  })

  test('every counter expires', async () => {
    const id = randomId()
    await consumeLimits({ emailsPerAddress: id })
    await consumeLimits({ emailsPerAddress: id })
    expect(await redis().pttl(`limit:emailsPerAddress:${hash(id)}`)).toBeGreaterThan(0)
  })

  test('a limit by address counts a known device separately', async () => {
    const [address, knownDevice] = [randomId(), randomId()]
    for (let n = 0; n < 5; n++) await consumeLimits({ emailsPerAddress: addressKey(address, undefined) })
    expect(await consumeLimits({ emailsPerAddress: addressKey(address, undefined) })).toMatchObject({
      ok: false,
    })
    expect(await consumeLimits({ emailsPerAddress: addressKey(address, knownDevice) })).toEqual(ALLOWED)
    expect(await countOf(addressKey(address, knownDevice))).toBe(1)
  })

  test.each([null, {}, [], 7, true, 'T0s=', '<html>', [0], [null, null], ['', ''], [0, ''], [0, 1, 2]])(
    'attack: if Redis answers the count with %j, no one gets through',
    async (result) => {
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
    },
  )
})

describe('limitsOfEmail', () => {
  const email = { to: 'ann@example.com', client: '203.0.113.7' }

  test('an unknown device consumes every limit on emails', () => {
    expect(Object.keys(limitsOfEmail({ ...email, knownDevice: undefined }))).toEqual([
      'emailsPerClient',
      'emailsPerAddress',
      'emailsToUnknownDevices',
      'emailsInTotal',
    ])
  })

  test('attack: unknown devices that use up a day’s emails leave a tenth to known devices', () => {
    expect(LIMITS.emailsToUnknownDevices.max()).toBe(0.9 * LIMITS.emailsInTotal.max())
    const known = limitsOfEmail({ ...email, knownDevice: randomId() })
    expect(Object.keys(known)).toEqual(['emailsPerAddress', 'emailsInTotal'])
  })
})
