import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startSender } from './test-sender'

const soon = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 4000, interval: 10 })
let sender: Awaited<ReturnType<typeof startSender>>
beforeAll(async () => {
  sender = await startSender()
})
beforeEach(() => sender.clearFaults())
afterAll(() => sender.close())

describe('a request that goes wrong', () => {
  it('reject: is answered 422 with an error of Resend, and nothing is sent', async () => {
    const { data, error } = await sender.send('reject@example.com')
    expect(data).toBeNull()
    expect(error).toMatchObject({ statusCode: 422, name: 'validation_error' })
    expect(await sender.emails('reject@example.com')).toEqual([])
    expect(await sender.emails('reject@example.com', true)).toMatchObject([{ state: 'rejected', events: [] }])
  })

  it('fail: is answered 500 each time, and the tries under one key are shown as one email', async () => {
    for (let tries = 0; tries < 3; tries++) {
      const { error } = await sender.send('fail@example.com', { key: 'fail' })
      expect(error).toMatchObject({ statusCode: 500, name: 'application_error' })
    }
    expect(await sender.emails('fail@example.com')).toEqual([])
    expect(await sender.emails('fail@example.com', true)).toHaveLength(1)
  })

  it('busy: is answered 429 once, with a second to wait, and is accepted then', async () => {
    const first = await sender.send('busy@example.com', { key: 'busy' })
    expect(first.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
    expect(first.headers?.['retry-after']).toBe('1')
    expect(await sender.emails('busy@example.com')).toEqual([])
    const second = await sender.send('busy@example.com', { key: 'busy' })
    expect(second.error).toBeNull()
    expect(await sender.emails('busy@example.com')).toHaveLength(1)
  })

  it.each([
    ['hang', 'no answer'],
    ['reset', 'no answer'],
    ['garbage', 'garbled answer'],
  ])(
    '%s: the email is sent once, however often it is tried, and the sender is not told',
    async (word, state) => {
      const to = `${word}@example.com`
      for (let tries = 0; tries < 2; tries++) {
        const { data, error } = await sender.send(to, { key: word, patience: 300 })
        expect(data).toBeNull()
        expect(error).not.toBeNull()
      }
      await soon(async () => expect(await sender.emails(to)).toMatchObject([{ state }]))
    },
  )
})

describe('/api/faults', () => {
  it('sets what happens to an exact address, over what its words say', async () => {
    expect((await sender.setFault({ to: 'Ann@example.com', behavior: 'reject' })).status).toBe(200)
    await sender.setFault({ to: 'reject-2@example.com', behavior: 'deliver' })
    expect((await sender.send('ann@example.com')).error).toMatchObject({ statusCode: 422 })
    expect((await sender.send('ann@example.org')).error).toBeNull()
    expect((await sender.send('reject-2@example.com')).error).toBeNull()
  })

  it('holds for as many requests as it was set for', async () => {
    await sender.setFault({ to: 'once@example.com', behavior: 'reset', times: 1 })
    expect((await sender.send('once@example.com', { key: 'once' })).error).not.toBeNull()
    expect((await sender.send('once@example.com', { key: 'once' })).error).toBeNull()
    await soon(async () =>
      expect(await sender.emails('once@example.com')).toMatchObject([{ state: 'delivered' }]),
    )
  })

  it('forgets all on DELETE', async () => {
    await sender.setFault({ to: 'ann@example.com', behavior: 'fail' })
    expect(await (await sender.clearFaults()).json()).toEqual({ faults: [] })
    expect((await sender.send('ann@example.com')).error).toBeNull()
  })

  it.each([
    null,
    {},
    { to: 'no address', behavior: 'bounce' },
    { to: 'ann@example.com', behavior: 'explode' },
    { to: 'ann@example.com', behavior: 'bounce', times: 0 },
  ])('refuses %j', async (fault) => expect((await sender.setFault(fault)).status).toBe(400))
})
