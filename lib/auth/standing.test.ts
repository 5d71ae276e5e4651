import { beforeEach, describe, expect, test, vi } from 'vitest'
import { breakRedis, countCalls, emailsTo as emailsReceived } from '@/e2e/support/calls'
import { fakeClock } from '@/e2e/support/fake-clock'
import { newAddress, newRedemption, storeLink } from '@/e2e/support/redemption'
import { redis } from '@/lib/platform/redis'
import { randomId, randomSecret } from '@/lib/platform/secrets'
import { days, hours } from '@/lib/platform/time'
import { type Device, knownDevice } from './device'
import { type LimitName, limitKey } from './limits'
import { requestLink } from './request-link'
import { createSession } from './session'
import { forgetStanding, standingOf } from './standing'
import { guess } from './wrong-codes'

const { started, later } = fakeClock()

beforeEach(() => () => vi.resetModules())

/** What a browser in a cookie jar of its own has become, once it has signed in. */
async function signIn(email: string, attemptId = randomId(), device: Device = newDevice()): Promise<Device> {
  const redeemed = await createSession(newRedemption({ attemptId, email, device }))
  if (!redeemed.ok) throw new Error(redeemed.reason)
  return { ...device, ...knownDevice(device, email, redeemed.session.isNewDevice) }
}

const newDevice = (): Device => ({ id: randomId(), name: 'Firefox on Windows', network: '', language: 'en' })
const emailsTo = async (address: string) => (await emailsReceived(address)).length

async function request(email: string, device: Device, client: string = randomId()) {
  const { outcome, pending, afterResponse } = await requestLink(
    { email, next: '/dashboard' },
    { pending: undefined, device, client },
  )
  await afterResponse?.()
  return { outcome, attemptId: pending?.attemptId }
}

/** Whether that device gets an email for an address whose strangers have had theirs. */
async function isCountedApart(email: string, device: Device) {
  await redis().set(limitKey('emailsPerAddress', email), 5, { px: hours(1) })
  const before = await emailsTo(email)
  await request(email, device)
  return (await emailsTo(email)) > before
}

const times = (n: number) => Array.from({ length: n }, (_, i) => i)

describe('attack: one mailbox and one client, in as many browsers as they like', () => {
  /** Each device requests emails until it gets none, and each email makes a device of its own. */
  async function multiply(devices: Device[], email: string, client: string): Promise<Device[]> {
    const all = [...devices]
    for (let requests = 0, i = 0; i < all.length && requests < 100; i++) {
      for (; requests < 100; requests++) {
        const before = await emailsTo(email)
        const { outcome, attemptId } = await request(email, all[i] as Device, client)
        if (!outcome.ok || (await emailsTo(email)) === before) break
        all.push(await signIn(email, attemptId))
      }
    }
    return all
  }

  const hourPasses = (devices: Device[], email: string, client: string) =>
    redis().del(
      ...(['emailsPerAddress', 'suppressedPerAddress'] as const).map((name) => limitKey(name, email)),
      limitKey('emailsPerAddressKnown', email),
      ...(['emailsPerClient', 'emailsPerClientKnown'] as const).map((name) => limitKey(name, client)),
      ...devices.map(({ id }) => limitKey('emailsPerDevice', `${email} ${id}`)),
    )

  test('get five emails an hour, and ten more once the devices are a day old', async () => {
    const [email, client] = [newAddress(), randomId()]
    const first = await multiply([newDevice()], email, client)
    expect(await emailsTo(email)).toBe(5)

    later(days(1) + 1)
    await hourPasses(first, email, client)
    const second = await multiply(first, email, client)
    expect(second).toHaveLength(1 + 5 + 15)
    expect(await emailsTo(email)).toBe(5 + 15)
  })

  test('get no more than fifty emails a day', async () => {
    const [email, client] = [newAddress(), randomId()]
    let devices = [await signIn(email)]
    later(days(1) + 1)
    for (const _ of times(6)) {
      devices = await multiply(devices, email, client)
      await hourPasses(devices, email, client)
    }
    expect(await emailsTo(email)).toBe(20 + 30)
  })

  test('try no more than 20 codes a day, whichever devices they are on', async () => {
    const email = newAddress()
    const devices = await Promise.all(times(5).map(() => signIn(email)))
    later(days(1) + 1)
    let looked = 0
    for (const device of devices) {
      for (const _ of times(2)) {
        const { attemptId } = await storeLink({ email })
        const about = { attemptId, email, client: randomId(), standing: standingOf(device, email) }
        for (const n of times(5)) {
          const guessed = await guess({ ...about, code: String(n).padStart(6, '0'), isRight: false })
          if (!guessed.ok && guessed.reason === 'wrong-code') looked++
          else expect(guessed).toEqual({ ok: false, reason: 'codes-paused' })
        }
      }
    }
    expect(looked).toBe(20)
  })
})

describe('a known device', () => {
  test('attack: has no standing on its first day', async () => {
    const email = newAddress()
    const device = await signIn(email)
    expect(await isCountedApart(email, device)).toBe(false)
    later(days(1))
    expect(await isCountedApart(email, device)).toBe(false)
    later(days(1) + 1)
    expect(await isCountedApart(email, device)).toBe(true)
  })

  test.each([
    ['emailsPerDevice', 5],
    ['emailsPerAddressKnown', 10],
    ['emailsPerAddressKnownPerDay', 30],
    ['emailsPerClientKnown', 60],
    ['emailsPerNetworkKnown', 240],
  ] as [LimitName, number][])('attack: isn’t exempt from %s', async (name, max) => {
    const [email, client] = [newAddress(), '2001:db8:77:1::/64']
    const device = { ...newDevice(), email, since: started - days(2) }
    const counts: Partial<Record<LimitName, string>> = {
      emailsPerDevice: `${email} ${device.id}`,
      emailsPerClientKnown: client,
      emailsPerNetworkKnown: '2001:db8:77::/48',
    }
    const key = limitKey(name, counts[name] ?? email)
    await redis().set(key, max - 1, { px: hours(1) })
    expect((await request(email, device, client)).outcome).toEqual({ ok: true })
    expect((await request(email, device, client)).outcome).toMatchObject({ ok: false, reason: 'too-many' })
    await redis().del(key, limitKey('emailsPerClientKnown', client))
    expect(await emailsTo(email)).toBe(1)
  })

  test('consumes nothing that strangers share', async () => {
    const [email, client] = [newAddress(), randomId()]
    const device = { ...newDevice(), email, since: started - days(2) }
    await request(email, device, client)
    expect(await emailsTo(email)).toBe(1)
    expect(
      await redis().exists(limitKey('emailsPerClient', client), limitKey('emailsPerAddress', email)),
    ).toBe(0)
    // And with no standing, nothing of the known devices' own.
    await forgetStanding(email)
    await request(email, device, client)
    expect(await redis().get(limitKey('emailsPerClient', client))).toBe('1')
    expect(await redis().get(limitKey('emailsPerClientKnown', client))).toBe('1')
  })

  test('makes one call to Redis before the answer, like any other', async () => {
    const email = newAddress()
    const device = { ...newDevice(), email, since: started - days(2) }
    const { calls } = await countCalls(() =>
      requestLink({ email, next: '' }, { pending: undefined, device, client: randomId() }),
    )
    expect(calls).toEqual({ redis: 1, emails: 0, statements: 0 })
  })
})

describe('knownDevice', () => {
  const device = { ...newDevice(), email: 'ann@example.com', since: started - days(9) }
  const { id, email, since } = device

  test('keeps since when it has known the address since, and begins again otherwise', () => {
    expect(knownDevice(device, email, false)).toEqual({ id, email, since })
    const bob = 'bob@example.com'
    expect(knownDevice(device, bob, false)).toEqual({ id, email: bob, since: started })
    expect(knownDevice(newDevice(), email, false)).toMatchObject({ email, since: started })
    // Forgotten since, or pruned.
    expect(knownDevice(device, email, true)).toEqual({ id, email, since: started })
  })
})

describe('forgetStanding', () => {
  const aged = (email: string): Device => ({ ...newDevice(), email, since: started - days(9) })

  test('attack: an intruder’s browser is a stranger again, and the one that acts isn’t', async () => {
    const [email, other] = [newAddress(), newAddress()]
    const [intruder, owner, elsewhere] = [aged(email), aged(email), aged(other)]
    expect(await isCountedApart(email, intruder)).toBe(true)
    await forgetStanding(email, owner.id)
    expect(await isCountedApart(email, intruder)).toBe(false)
    expect(await isCountedApart(email, owner)).toBe(true)
    expect(await isCountedApart(other, elsewhere)).toBe(true)
    // The last one counts.
    await forgetStanding(email)
    expect(await isCountedApart(email, owner)).toBe(false)
  })

  test('attack: an intruder’s codes are counted with everyone else’s', async () => {
    const email = newAddress()
    const intruder = aged(email)
    const wrong = async (n: number) => {
      const { attemptId } = await storeLink({ email })
      const about = { attemptId, email, client: randomId(), standing: standingOf(intruder, email) }
      return guess({ ...about, code: String(n).padStart(6, '0'), isRight: false })
    }
    await forgetStanding(email)
    for (const n of times(10)) expect(await wrong(n)).toMatchObject({ reason: 'wrong-code' })
    expect(await wrong(10)).toEqual({ ok: false, reason: 'codes-paused' })
    const { attemptId } = await storeLink({ email })
    const owner = { attemptId, email, client: randomId(), standing: standingOf(aged(newAddress()), email) }
    // The premise: these were the strangers' ten.
    expect(await guess({ ...owner, code: '999999', isRight: false })).toEqual({
      ok: false,
      reason: 'codes-paused',
    })
  })

  test('a device that signs in again has its standing back a day later', async () => {
    const email = newAddress()
    const device = aged(email)
    await forgetStanding(email)
    later(1)
    const again = await signIn(email, randomId(), { ...device, email: undefined })
    expect(await isCountedApart(email, again)).toBe(false)
    later(days(1) + 2)
    expect(await isCountedApart(email, again)).toBe(true)
    expect(await isCountedApart(email, device)).toBe(false)
  })

  test('attack: a rotation of secrets doesn’t give it back', async () => {
    const email = newAddress()
    const intruder = aged(email)
    await forgetStanding(email)
    vi.resetModules()
    vi.stubEnv('SESSION_SECRET', `${randomSecret()},${process.env.SESSION_SECRET}`)
    const rotated = await import('./request-link')
    const { limitKey } = await import('./limits')
    await redis().set(limitKey('emailsPerAddress', email), 5, { px: hours(1) })
    const by = { pending: undefined, device: intruder, client: randomId() }
    const { outcome, afterResponse } = await rotated.requestLink({ email, next: '' }, by)
    await afterResponse?.()
    expect(outcome).toEqual({ ok: true })
    expect(await emailsTo(email)).toBe(0)
  })

  test('is remembered as long as a device cookie lives, without the address or the device’s id', async () => {
    const email = newAddress()
    const device = aged(email)
    await forgetStanding(email, device.id)
    const [key = ''] = standingOf(device, email)?.keys ?? []
    expect(key).not.toContain(email)
    expect(await redis().get(key)).not.toContain(device.id)
    expect(await redis().pttl(key)).toBeGreaterThan(days(399))
  })

  test.each(['', 'x', '{}', '12', 'Infinity x'])(
    'attack: if Redis has %j of it, no device has standing',
    async (value) => {
      const email = newAddress()
      const device = aged(email)
      await redis().set(standingOf(device, email)?.keys[0] ?? '', value)
      expect(await isCountedApart(email, device)).toBe(false)
    },
  )

  test('never throws: while Redis is down, it’s logged', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    const down = breakRedis()
    await expect(forgetStanding(newAddress())).resolves.toBeUndefined()
    down.mockRestore()
    expect(errors).toHaveBeenCalledTimes(1)
    expect(JSON.parse(String(errors.mock.calls[0]))).toMatchObject({ event: 'standing.forget_failed' })
  })
})
