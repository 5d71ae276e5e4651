import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { loseAnswers } from '@/e2e/support/calls'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { days, hours } from '@/lib/platform/time'
import { clientInLog, consumeLimits, LIMITS, type LimitName, limitKey } from './limits'

const ALLOWED = { ok: true, suppressed: false }
const SUPPRESSED = { ok: true, suppressed: true }
const countOf = async (of: string, name: LimitName = 'emailsPerAddress') =>
  Number(await redis().get(limitKey(name, of)))
const times = (n: number) => Array.from({ length: n }, (_, i) => i)

beforeEach(() => () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('consumeLimits', () => {
  test('allows as many as the table says, and then says when to retry', async () => {
    const userId = randomId()
    for (const _ of times(5)) expect(await consumeLimits({ emailChangesPerUser: userId })).toEqual(ALLOWED)
    const refused = await consumeLimits({ emailChangesPerUser: userId })
    expect(refused).toMatchObject({ ok: false, limit: 'emailChangesPerUser' })
    if (refused.ok) return
    expect(refused.retryAfter).toBeGreaterThan(days(1) - 10_000)
    expect(refused.retryAfter).toBeLessThanOrEqual(days(1))
  })

  test('attack: 200 requests at once get no more than the limit', async () => {
    const userId = randomId()
    const consumed = await Promise.all(times(200).map(() => consumeLimits({ emailChangesPerUser: userId })))
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
    for (const _ of times(5)) expect(await consumeLimits(limits)).toEqual(ALLOWED)
    for (const _ of times(25)) expect(await consumeLimits(limits)).toEqual(SUPPRESSED)
    expect(await countOf(address)).toBe(5)
    expect(await countOf(total, 'emailsInTotal')).toBe(5)
    expect(await consumeLimits(limits)).toMatchObject({ ok: false, limit: 'emailsPerClient' })
    // It mustn't hide that no one can be sent anything.
    await redis().set(limitKey('emailsInTotal', total), LIMITS.emailsInTotal.max())
    const exhausted = { ok: false, limit: 'emailsInTotal' }
    expect(await consumeLimits({ ...limits, emailsPerClient: randomId() })).toMatchObject(exhausted)
  })

  test('the shadow limit of a day suppresses what that of the hour lets through', async () => {
    const address = randomId()
    const limits = { emailsPerAddress: address, emailsPerAddressPerDay: address, emailsInTotal: address }
    await redis().set(limitKey('emailsPerAddressPerDay', address), 20, { px: hours(1) })
    expect(await consumeLimits(limits)).toEqual(SUPPRESSED)
    expect(await countOf(address)).toBe(0)
    expect(await countOf(address, 'emailsInTotal')).toBe(0)
  })

  test('attack: what a shadow limit suppresses is refused after sixty', async () => {
    const address = randomId()
    const limits = { suppressedPerAddress: address, emailsPerAddress: address }
    for (const _ of times(5)) expect(await consumeLimits(limits)).toEqual(ALLOWED)
    // Before, it counts nothing.
    expect(await countOf(address, 'suppressedPerAddress')).toBe(0)
    const consumed = await Promise.all(times(200).map(() => consumeLimits(limits)))
    expect(consumed.filter((each) => each.ok)).toEqual(times(60).map(() => SUPPRESSED))
    const refused = await consumeLimits(limits)
    expect(refused).toMatchObject({ ok: false, limit: 'suppressedPerAddress' })
    // And refuses nothing, once the hour of the shadow limit is over.
    await redis().del(limitKey('emailsPerAddress', address))
    expect(await consumeLimits(limits)).toEqual(ALLOWED)
  })

  test('one limit that is named twice is consumed twice, and never beyond its end', async () => {
    const total = randomId()
    const twice = () => consumeLimits({ emailsInTotal: total }, { emailsInTotal: total })
    expect(await twice()).toEqual(ALLOWED)
    expect(await countOf(total, 'emailsInTotal')).toBe(2)
    await redis().set(limitKey('emailsInTotal', total), LIMITS.emailsInTotal.max() - 1)
    expect(await twice()).toMatchObject({ ok: false, limit: 'emailsInTotal' })
    expect(await countOf(total, 'emailsInTotal')).toBe(LIMITS.emailsInTotal.max() - 1)
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

  test('attack: its keys don’t reveal addresses, not even to those who guess them', async () => {
    const address = `${randomId()}@example.com`
    await consumeLimits({ emailsPerAddress: address })
    expect(await countOf(address)).toBe(1)
    expect(await redis().keys(`*${address}*`)).toEqual([])
    expect(await redis().keys(`*${hash(address)}*`)).toEqual([])
  })

  test('every counter expires', async () => {
    const id = randomId()
    await consumeLimits({ emailsPerAddress: id })
    await consumeLimits({ emailsPerAddress: id })
    expect(await redis().pttl(limitKey('emailsPerAddress', id))).toBeGreaterThan(0)
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
    [0, 0],
    [null, null, null],
    ['', '', ''],
    [0, 0, ''],
    [0, 1, 2, 3],
    [9, 0, 0],
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

describe('the budget of a day', () => {
  const alarms = ['budget.low', 'budget.exhausted'].map((event) => `limit:alarm:${event}`)

  test('is told in the log when four fifths are used up, and when all of it is: once each', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    const said = () => errors.mock.calls.map(([line]) => JSON.parse(String(line)))
    vi.spyOn(LIMITS.emailsInTotal, 'max').mockReturnValue(1000)
    await redis().del(...alarms)
    const total = randomId()
    await redis().set(limitKey('emailsInTotal', total), 798, { px: hours(20) })
    await consumeLimits({ emailsInTotal: total })
    expect(said()).toEqual([])
    const rest = times(250).map(() => consumeLimits({ emailsInTotal: total }))
    expect((await Promise.all(rest)).filter(({ ok }) => ok)).toHaveLength(201)
    expect(said()).toMatchObject([
      { level: 'error', event: 'budget.low', perDay: 1000 },
      { level: 'error', event: 'budget.exhausted', perDay: 1000 },
    ])
    // Not again, if one is taken back. But in the next day's budget.
    await redis().set(limitKey('emailsInTotal', total), 999)
    await consumeLimits({ emailsInTotal: total })
    expect(said()).toHaveLength(2)
    for (const alarm of alarms) {
      expect(Math.abs((await redis().pttl(alarm)) - hours(20))).toBeLessThan(30_000)
    }
    await redis().del(...alarms)
  })
})

test('a client in the log can be told from another, but isn’t named', () => {
  expect(clientInLog('203.0.113.7')).toMatch(/^[\w-]{8}$/)
  expect(clientInLog('203.0.113.7')).toBe(clientInLog('203.0.113.7'))
  expect(clientInLog('203.0.113.7')).not.toBe(clientInLog('203.0.113.8'))
  expect(hash('203.0.113.7')).not.toContain(clientInLog('203.0.113.7'))
})
