import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { hours } from '@/lib/platform/time'
import { byAddress, giveBack, LIMITS, limitsOfMail, takeFromLimits } from './limits'

describe('takeFromLimits', () => {
  test('gives as many as the table says, and then says when it opens again', async () => {
    const address = randomId()
    for (let left = 4; left >= 0; left--) {
      expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left, held: false })
    }
    const refused = await takeFromLimits({ mailsToAddress: address })
    expect(refused).toMatchObject({ ok: false, limit: 'mailsToAddress' })
    if (refused.ok) return
    expect(refused.retryAfter).toBeGreaterThan(hours(1) - 10_000)
    expect(refused.retryAfter).toBeLessThanOrEqual(hours(1))
  })

  test('attack: 200 at once get no more than the limit', async () => {
    const address = randomId()
    const taken = await Promise.all(
      Array.from({ length: 200 }, () => takeFromLimits({ mailsToAddress: address })),
    )
    expect(taken.filter((each) => each.ok)).toHaveLength(5)
  })

  test('attack: whoever is over one limit uses up no other', async () => {
    const [client, address] = [randomId(), randomId()]
    for (let n = 0; n < LIMITS.mailsFromClient.most(); n++) await takeFromLimits({ mailsFromClient: client })
    for (let n = 0; n < 20; n++) {
      expect(await takeFromLimits({ mailsToAddress: address, mailsFromClient: client })).toMatchObject({
        ok: false,
        limit: 'mailsFromClient',
      })
    }
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 4, held: false })
  })

  test('a silent limit refuses nobody: what comes before it is counted, what comes after is saved', async () => {
    const [client, address, total] = [randomId(), randomId(), randomId()]
    const wanted = { mailsFromClient: client, mailsToAddress: address, mailsInTotal: total }
    for (let n = 0; n < 5; n++) {
      expect(await takeFromLimits(wanted, 'mailsToAddress')).toMatchObject({ ok: true, held: false })
    }
    for (let n = 5; n < 30; n++) {
      expect(await takeFromLimits(wanted, 'mailsToAddress')).toEqual({ ok: true, left: 29 - n, held: true })
    }
    expect(await redis().get(`limit:mailsInTotal:${hash(total)}`)).toBe('5')
    const refused = { ok: false, limit: 'mailsFromClient' }
    expect(await takeFromLimits(wanted, 'mailsToAddress')).toMatchObject(refused)
    // Nor may it hide that nothing can be sent to anybody.
    await redis().set(`limit:mailsInTotal:${hash(total)}`, LIMITS.mailsInTotal.most())
    const others = { ...wanted, mailsFromClient: randomId() }
    const spent = { ok: false, limit: 'mailsInTotal' }
    expect(await takeFromLimits(others, 'mailsToAddress')).toMatchObject(spent)
  })

  test('a call that is sent again, because its answer was lost, counts once', async () => {
    const address = randomId()
    const { fetch } = globalThis
    const lost = vi.spyOn(globalThis, 'fetch').mockImplementationOnce(async (...request) => {
      await fetch(...request)
      throw new TypeError('fetch failed')
    })
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 4, held: false })
    expect(lost).toHaveBeenCalledTimes(2)
    lost.mockRestore()
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 3, held: false })
  })

  test('a call whose answers are all lost counts nothing', async () => {
    const address = randomId()
    const { fetch } = globalThis
    const lost = vi.spyOn(globalThis, 'fetch')
    for (let n = 0; n < 2; n++) {
      lost.mockImplementationOnce(async (...request) => {
        await fetch(...request)
        throw new TypeError('fetch failed')
      })
    }
    await expect(takeFromLimits({ mailsToAddress: address })).rejects.toThrow()
    lost.mockRestore()
    const count = () => redis().get(`limit:mailsToAddress:${hash(address)}`)
    await vi.waitFor(async () => expect(await count()).toBe('0'))
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 4, held: false })
  })

  test('its keys are no list of addresses', async () => {
    await takeFromLimits({ mailsToAddress: 'ann@example.com' })
    expect(await redis().get(`limit:mailsToAddress:${hash('ann@example.com')}`)).toBe('1')
    expect(await redis().keys('*ann@example.com*')).toEqual([])
  })

  test('every counter runs out', async () => {
    const id = randomId()
    await takeFromLimits({ codesOfAttempt: id })
    await takeFromLimits({ codesOfAttempt: id })
    expect(await redis().pttl(`limit:codesOfAttempt:${hash(id)}`)).toBeGreaterThan(0)
  })

  test('a limit by address counts a known browser apart, under any name', async () => {
    const [address, knownBrowser] = [randomId(), randomId()]
    for (let n = 0; n < 5; n++) await takeFromLimits({ mailsToAddress: byAddress(address, undefined) })
    expect(await takeFromLimits({ mailsToAddress: byAddress(address, undefined) })).toMatchObject({
      ok: false,
    })
    expect(await takeFromLimits({ mailsToAddress: byAddress(address, knownBrowser) })).toMatchObject({
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
  ])('attack: where Redis answers %j to the count, nobody goes on', async (result) => {
    const server = createServer((request, response) =>
      response.end(JSON.stringify(request.url === '/pipeline' ? [{ result }] : { result })),
    )
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    vi.resetModules()
    vi.stubEnv('UPSTASH_REDIS_REST_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const confused = await import('./limits')
    await expect(confused.takeFromLimits({ mailsInTotal: 'all' })).rejects.toThrow()
    vi.unstubAllEnvs()
    server.closeAllConnections()
    server.close()
  })
})

describe('limitsOfMail', () => {
  const mail = { email: 'ann@example.com', client: '203.0.113.7', attempt: { id: randomId(), sent: 0 } }

  test('a stranger takes from every limit on mails', () => {
    expect(Object.keys(limitsOfMail({ ...mail, knownBrowser: undefined }))).toEqual([
      'nextMailOfAttempt',
      'mailsFromClient',
      'mailsToAddress',
      'mailsToStrangers',
      'mailsInTotal',
    ])
  })

  test('attack: a day of mails used up by strangers leaves a tenth to browsers that have signed in before', () => {
    expect(LIMITS.mailsToStrangers.most()).toBe(0.9 * LIMITS.mailsInTotal.most())
    const known = limitsOfMail({ ...mail, knownBrowser: randomId() })
    expect(Object.keys(known)).toEqual(['nextMailOfAttempt', 'mailsToAddress', 'mailsInTotal'])
  })
})

describe('giveBack', () => {
  test('undoes one, and never makes more room than there was', async () => {
    const key = randomId()
    await takeFromLimits({ wrongCodesForAddress: key })
    await giveBack({ wrongCodesForAddress: key })
    await giveBack({ wrongCodesForAddress: key })
    expect(await takeFromLimits({ wrongCodesForAddress: key })).toEqual({ ok: true, left: 9, held: false })
  })

  test('leaves no counter behind that never runs out', async () => {
    const key = randomId()
    await giveBack({ wrongCodesForAddress: key })
    expect(await redis().exists(`limit:wrongCodesForAddress:${hash(key)}`)).toBe(0)
  })

  test('makes room for one, and never for more than were taken', async () => {
    const id = randomId()
    await takeFromLimits({ codesOfAttempt: id })
    for (let n = 0; n < 3; n++) await giveBack({ codesOfAttempt: id })
    expect(await takeFromLimits({ codesOfAttempt: id })).toEqual({ ok: true, left: 4, held: false })
    expect(await redis().pttl(`limit:codesOfAttempt:${hash(id)}`)).toBeGreaterThan(0)
  })
})
