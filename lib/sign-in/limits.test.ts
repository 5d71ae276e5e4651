import { describe, expect, test, vi } from 'vitest'
import { redis } from '@/lib/redis'
import { hash, randomId } from '@/lib/secrets'
import { hours } from '@/lib/time'
import { giveBack, LIMITS, takeFromLimits } from './limits'

describe('takeFromLimits', () => {
  test('gives as many as the table says, and then says when it opens again', async () => {
    const address = randomId()
    for (let left = 4; left >= 0; left--) {
      expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left })
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
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 4 })
  })

  test('a call that is sent again, because its answer was lost, counts once', async () => {
    const address = randomId()
    const { fetch } = globalThis
    const lost = vi.spyOn(globalThis, 'fetch').mockImplementationOnce(async (...request) => {
      await fetch(...request)
      throw new TypeError('fetch failed')
    })
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 4 })
    expect(lost).toHaveBeenCalledTimes(2)
    lost.mockRestore()
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 3 })
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
    expect(await takeFromLimits({ mailsToAddress: address })).toEqual({ ok: true, left: 4 })
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
})

describe('giveBack', () => {
  test('makes room for one, and never for more than were taken', async () => {
    const id = randomId()
    await takeFromLimits({ codesOfAttempt: id })
    for (let n = 0; n < 3; n++) await giveBack({ codesOfAttempt: id })
    expect(await takeFromLimits({ codesOfAttempt: id })).toEqual({ ok: true, left: 4 })
    expect(await redis().pttl(`limit:codesOfAttempt:${hash(id)}`)).toBeGreaterThan(0)
  })
})
