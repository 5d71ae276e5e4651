import { randomInt } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { solveChallenge } from '@/app/solve-challenge'
import { countCalls } from '@/e2e/support/calls'
import { endCooldown, newAddress } from '@/e2e/support/redemption'
import { env } from '@/lib/platform/env'
import { redis } from '@/lib/platform/redis'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes } from '@/lib/platform/time'
import type { Pending } from './pending-cookie'
import { newChallenge, PROOF_WAIT } from './proof'
import { type Requester, requestLink } from './request-link'
import { SURGE_KEY } from './surge'

// All unit tests share one Redis, so each of these has days of its own, in the future.
let started = 0
let hour = 0
const fewest = () => Math.ceil(0.02 * env().email.budgetPerDay)

beforeEach(() => {
  hour = Math.floor((Date.now() + days(randomInt(1000, 30_000))) / hours(1))
  started = hours(hour) + minutes(10)
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  }
})

const browser = (pending?: Pending): Requester => ({
  pending,
  client: randomId(),
  device: { id: randomId(), name: 'Firefox on Windows', network: '', language: 'en' },
})

const emailed = (n: number, hoursAgo = 0) => redis().hset(SURGE_KEY, { [hour - hoursAgo]: n })
const surge = () => emailed(10 * fewest())
const thisHour = async () => Number(await redis().hget(SURGE_KEY, String(hour)))

const request = (email: string, proof?: unknown, by = browser()) =>
  requestLink({ email, next: '/dashboard', proof }, by)
const PROOF_REQUIRED = { ok: false, reason: 'proof-required', challenge: { ticket: expect.any(String) } }

/** What the page makes of a challenge. */
async function proofFor(email: string) {
  const challenge = newChallenge(email)
  return { ticket: challenge.ticket, nonce: await solveChallenge(challenge, new AbortController().signal) }
}

test('in peace, no proof is required, and the emails of the hour are counted', async () => {
  expect((await request(newAddress())).outcome).toEqual({ ok: true })
  expect(await thisHour()).toBe(1)
})

test('attack: one email each to strangers costs work once there are many in an hour', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await emailed(fewest() - 1)
  expect((await request(newAddress())).outcome).toEqual({ ok: true })
  const email = newAddress()
  const { result, calls } = await countCalls(() => request(email))
  expect(result.outcome).toMatchObject(PROOF_REQUIRED)
  expect(calls).toEqual({ redis: 1, emails: 0, statements: 0 })
  expect(result).not.toHaveProperty('pending')
  // What was refused doesn't count.
  expect(await thisHour()).toBe(fewest())
  expect((await request(email, await proofFor(email))).outcome).toEqual({ ok: true })
  expect(await thisHour()).toBe(fewest() + 1)
})

test('what is usual is no surge: three times the average hour of the last day', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const usual = fewest()
  for (let ago = 1; ago <= 24; ago++) await emailed(usual, ago)
  await emailed(3 * usual)
  expect((await request(newAddress())).outcome).toEqual({ ok: true })
  expect((await request(newAddress())).outcome).toMatchObject(PROOF_REQUIRED)
})

test('the next hour begins in peace, and forgets what is older than a day', async () => {
  await surge()
  await emailed(1, 24)
  vi.setSystemTime(started + hours(1))
  expect((await request(newAddress())).outcome).toEqual({ ok: true })
  expect(await redis().hget(SURGE_KEY, String(hour - 24))).toBeNull()
  expect(Number(await redis().hget(SURGE_KEY, String(hour)))).toBe(10 * fewest())
})

test('attack: a proof that was used is none', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await surge()
  const email = newAddress()
  const proof = await proofFor(email)
  const all = await Promise.all(Array.from({ length: 5 }, () => request(email, proof)))
  expect(all.filter(({ outcome }) => outcome.ok)).toHaveLength(1)
  expect(all.filter(({ outcome }) => !outcome.ok && outcome.reason === 'proof-required')).toHaveLength(4)
})

test('attack: bots that wait instead of working are few', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await surge()
  const most = Math.ceil(0.01 * env().email.budgetPerDay)
  await redis().hset(SURGE_KEY, { [`waited:${hour}`]: most - 1 })
  const wait = (email: string) =>
    request(email, { ticket: newChallenge(email, started - PROOF_WAIT).ticket, nonce: '' })
  expect((await wait(newAddress())).outcome).toEqual({ ok: true })
  const email = newAddress()
  expect((await wait(email)).outcome).toMatchObject(PROOF_REQUIRED)
  // A visitor who works still gets in.
  expect((await request(email, await proofFor(email))).outcome).toEqual({ ok: true })
})

test('known devices, and visitors who are signed in, need no proof', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await surge()
  const email = newAddress()
  const { device, ...by } = browser()
  const known = { ...by, device: { ...device, email, since: started - days(2) } }
  // The premise: for another address, the same device does.
  expect((await request(newAddress(), undefined, known)).outcome).toMatchObject(PROOF_REQUIRED)
  expect((await request(email, undefined, known)).outcome).toEqual({ ok: true })
  const again = { email: newAddress(), next: '/account', reauthenticates: true }
  expect((await requestLink(again, browser())).outcome).toEqual({ ok: true })
  expect(await thisHour()).toBe(10 * fewest())
})

test('the next email of an attempt needs no proof of its own', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await surge()
  const email = newAddress()
  const { pending } = await request(email, await proofFor(email))
  if (!pending?.attemptId) throw new Error('not requested')
  await endCooldown(pending.attemptId)
  expect((await request(email, undefined, browser(pending))).outcome).toEqual({ ok: true })
  expect((await request(newAddress(), undefined, browser(pending))).outcome).toMatchObject(PROOF_REQUIRED)
})

test('tells an operator once an hour, without addresses', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  await surge()
  for (let i = 0; i < 3; i++) await request(newAddress())
  expect(told).toHaveBeenCalledTimes(1)
  expect(JSON.parse(String(told.mock.calls[0]?.[0]))).toEqual({
    ...{ time: expect.any(String), level: 'error', event: 'surge.suspected' },
    ...{ thisHour: 10 * fewest(), usual: 0, perDay: env().email.budgetPerDay },
  })
})
