import { describe, expect, test } from 'vitest'
import { fakeClock } from '@/e2e/support/fake-clock'
import { newAddress, newRedemption } from '@/e2e/support/redemption'
import { createSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { days, hours } from '@/lib/platform/time'
import { endSuppression, isSuppressed, suppress, unsuppress } from './suppression'

const { started, later } = fakeClock()
const WEEK = days(7)
const at = (milliseconds: number) => new Date(started + milliseconds)

/** An address to which email had been delivered: it has signed in. */
async function ofAccount(): Promise<string> {
  const { email } = newRedemption()
  await createSession(newRedemption({ email }))
  return email
}

/** Whether it is suppressed so many milliseconds after the beginning. */
async function isSuppressedAt(email: string, milliseconds: number) {
  later(milliseconds)
  return isSuppressed(email)
}

const untilOf = async (email: string) => (await db().suppression.findUnique({ where: { email } }))?.until

describe('a bounce', () => {
  test('suppresses an address without an account for a week, to the millisecond', async () => {
    const email = newAddress()
    await suppress(email, 'bounced')
    expect(await isSuppressedAt(email, WEEK - 1)).toBe(true)
    expect(await isSuppressedAt(email, WEEK)).toBe(false)
  })

  test('of the try after that suppresses for another week, and no longer', async () => {
    const email = newAddress()
    await suppress(email, 'bounced')
    later(WEEK + hours(1))
    await suppress(email, 'bounced')
    expect(await isSuppressedAt(email, 2 * WEEK)).toBe(true)
    expect(await isSuppressedAt(email, 2 * WEEK + hours(1))).toBe(false)
  })

  test('suppresses no address with an account, unless another follows within a week', async () => {
    const [twice, seldom] = [await ofAccount(), await ofAccount()]
    for (const email of [twice, seldom]) {
      await suppress(email, 'bounced', at(0))
      expect(await isSuppressed(email)).toBe(false)
    }
    await suppress(twice, 'bounced', at(WEEK - 1))
    await suppress(seldom, 'bounced', at(WEEK))
    later(WEEK)
    expect([await isSuppressed(twice), await isSuppressed(seldom)]).toEqual([true, false])
    expect(await untilOf(twice)).toEqual(at(2 * WEEK - 1))
  })

  test('of the try suppresses an address with an account at once', async () => {
    const email = await ofAccount()
    for (const time of [0, 1]) await suppress(email, 'bounced', at(time))
    later(WEEK + days(3))
    expect(await isSuppressed(email)).toBe(false)
    await suppress(email, 'bounced')
    expect(await isSuppressed(email)).toBe(true)
  })

  test('counts once, however often its event comes', async () => {
    const email = await ofAccount()
    for (const _ of [1, 2, 3]) await suppress(email, 'bounced', at(0))
    expect(await isSuppressed(email)).toBe(false)
    await Promise.all([1, 2, 3].map(() => suppress(email, 'bounced', at(5))))
    await suppress(email, 'bounced', at(0))
    expect(await untilOf(email)).toEqual(at(5 + WEEK))
  })

  test('counts, even if the events of two come in the wrong order', async () => {
    const [email, long] = [await ofAccount(), await ofAccount()]
    for (const time of [days(1), 0]) await suppress(email, 'bounced', at(time))
    expect(await isSuppressedAt(email, days(1))).toBe(true)
    for (const time of [WEEK + 1, 0]) await suppress(long, 'bounced', at(time))
    expect(await isSuppressedAt(long, WEEK + 1)).toBe(false)
  })
})

describe('a complaint', () => {
  test('suppresses until it is lifted, and no bounce shortens that', async () => {
    const [email, known] = [newAddress(), await ofAccount()]
    for (const each of [email, known]) {
      await suppress(each, 'bounced', at(0))
      await suppress(each, 'complained', at(1))
      await suppress(each, 'bounced', at(2))
      expect(await untilOf(each)).toBeNull()
      expect(await isSuppressedAt(each, 100 * WEEK)).toBe(true)
    }
  })

  test('from before it was lifted changes nothing, however late its event comes; a new one does', async () => {
    const email = newAddress()
    await suppress(email, 'complained', at(0))
    later(10)
    await endSuppression(email)
    for (const time of [0, 5]) await suppress(email, 'complained', at(time))
    expect(await isSuppressed(email)).toBe(false)
    await suppress(email, 'complained', at(11))
    expect(await isSuppressed(email)).toBe(true)
    expect(await db().suppression.findUnique({ where: { email } })).toMatchObject({ createdAt: at(11) })
  })
})

describe('endSuppression', () => {
  test('ends a bounce’s as well, once: the next bounce suppresses at once', async () => {
    const email = await ofAccount()
    for (const time of [0, 1]) await suppress(email, 'bounced', at(time))
    later(10)
    await endSuppression(email)
    for (const time of [0, 1]) await suppress(email, 'bounced', at(time))
    expect(await isSuppressed(email)).toBe(false)
    await suppress(email, 'bounced', at(11))
    expect(await isSuppressed(email)).toBe(true)
  })

  test('makes no entry, and leaves one that has ended alone', async () => {
    const [none, over] = [newAddress(), newAddress()]
    await suppress(over, 'bounced')
    later(WEEK + 1)
    for (const email of [none, over]) await endSuppression(email)
    expect(await untilOf(none)).toBeUndefined()
    expect(await untilOf(over)).toEqual(at(WEEK))
  })
})

test('unsuppress says whether anything was suppressed, and forgets what there was', async () => {
  const email = await ofAccount()
  await suppress(email, 'bounced')
  expect(await unsuppress(email)).toBe(false)
  expect(await untilOf(email)).toBeUndefined()
  await suppress(email, 'complained')
  expect(await unsuppress(email)).toBe(true)
  expect(await isSuppressed(email)).toBe(false)
})
