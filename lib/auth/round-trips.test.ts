import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { countCalls } from '@/e2e/support/calls'
import { newAddress, newRedemption, storeLink } from '@/e2e/support/redemption'
import { findToConfirm, findToUndo } from '@/lib/account/email-change'
import { readAttempt } from './attempt'
import { mint } from './link-token'
import { findLink } from './open-link'
import { redeemCode, redeemLink } from './redeem'
import { findSignInToReport } from './report'
import { requestLink } from './request-link'
import { createSession, findLiveSession, whyOver } from './session'

// Over a network, each of these is a trip of its own that a visitor may wait for.
const VISITOR = { device: 'Safari on iOS', isScanner: false, bindingHash: '' }
const NONE = { redis: 0, emails: 0, statements: 0 }

const browser = () => ({ pending: undefined, client: newAddress(), device: newRedemption().device })

test('a request makes one call to Redis before the response, and the rest after it', async () => {
  const { result, calls } = await countCalls(() =>
    requestLink({ email: newAddress(), next: '/dashboard' }, browser()),
  )
  expect(calls).toEqual({ ...NONE, redis: 1 })
  const { calls: afterwards } = await countCalls(async () => result.afterResponse?.())
  expect(afterwards).toEqual({ redis: 1, emails: 1, statements: 1 })
})

test('for an account, the same request makes as many calls before the response, and records the email after it', async () => {
  const { email } = newRedemption()
  await createSession(newRedemption({ email }))
  const { result, calls } = await countCalls(() => requestLink({ email, next: '/dashboard' }, browser()))
  expect(calls).toEqual({ ...NONE, redis: 1 })
  const { calls: afterwards } = await countCalls(async () => result.afterResponse?.())
  expect(afterwards).toEqual({ redis: 1, emails: 1, statements: 2 })
})

test('attack: the form sent again with one’s own pending cookie makes one call to Redis, and none after it', async () => {
  const [email, by] = [newAddress(), browser()]
  const { pending } = await requestLink({ email, next: '/dashboard' }, by)
  const { result, calls } = await countCalls(() =>
    requestLink({ email, next: '/dashboard' }, { ...by, pending }),
  )
  expect(result.outcome).toMatchObject({ reason: 'too-early' })
  expect(calls).toEqual({ ...NONE, redis: 1 })
  expect(result.afterResponse).toBeUndefined()
})

test('the waiting room makes one call to Redis', async () => {
  const { attemptId } = await storeLink()
  const { result, calls } = await countCalls(() => readAttempt(attemptId))
  expect(result).toBeDefined()
  expect(calls).toEqual({ ...NONE, redis: 1 })
})

test.each([
  ['a new address', false, 2],
  ['an account', true, 1],
])('a link of %s makes one call to Redis and at most two statements', async (_, hasUser, statements) => {
  const { email, token, pending } = await storeLink()
  if (hasUser) await createSession(newRedemption({ email }))
  const { result, calls } = await countCalls(async () => {
    const found = await findLink(token, VISITOR)
    if (found.state !== 'live') throw new Error(found.state)
    const { attempt, link } = found
    const { device } = newRedemption()
    return redeemLink(attempt, { ...link, hasUser }, { pending, device, remember: true })
  })
  expect(result).toMatchObject({ ok: true })
  expect(calls).toEqual({ ...NONE, redis: 1, statements })
})

test('a code makes two calls to Redis and at most two statements', async () => {
  const { pending, code } = await storeLink()
  const { result, calls } = await countCalls(() => redeemCode(pending, browser(), code))
  expect(result).toMatchObject({ ok: true })
  expect(calls).toEqual({ ...NONE, redis: 2, statements: 2 })
})

test('a wrong code makes two calls to Redis', async () => {
  const { pending, code } = await storeLink()
  const wrong = code === '000000' ? '000001' : '000000'
  const { calls } = await countCalls(() => redeemCode(pending, browser(), wrong))
  expect(calls).toEqual({ ...NONE, redis: 2 })
})

test('the guard makes one statement', async () => {
  const redeemed = await createSession(newRedemption())
  if (!redeemed.ok) throw new Error('not redeemed')
  const { result, calls } = await countCalls(() => findLiveSession(redeemed.session.id))
  expect(result).toBeDefined()
  expect(calls).toEqual({ ...NONE, statements: 1 })
})

test('the page with the button makes one call to Redis and one statement', async () => {
  const { attemptId, email, token } = await storeLink()
  const { calls } = await countCalls(async () => [
    await findLink(token, VISITOR),
    await whyOver(attemptId, email, Date.now()),
  ])
  expect(calls).toEqual({ ...NONE, redis: 1, statements: 1 })
})

test('a token that isn’t one makes no call', async () => {
  const { calls } = await countCalls(() => findLink('x'.repeat(64)))
  expect(calls).toEqual(NONE)
})

test('attack: a thousand made-up links, as long as ours, make no call', async () => {
  const { length } = mint().token
  const madeUp = () => randomBytes(length).toString('base64url').slice(0, length)
  const { result, calls } = await countCalls(() =>
    Promise.all(Array.from({ length: 1000 }, () => findLink(madeUp()))),
  )
  expect(new Set(result.map(({ state }) => state)).size).toBe(1)
  expect(calls).toEqual(NONE)
})

test('attack: nor do a thousand of each other kind of link', async () => {
  const { length } = mint().token
  const { calls } = await countCalls(async () => {
    for (let n = 0; n < 1000; n++) {
      const madeUp = randomBytes(length).toString('base64url').slice(0, length)
      await Promise.all([findToConfirm(madeUp), findToUndo(madeUp), findSignInToReport(madeUp)])
    }
  })
  expect(calls).toEqual(NONE)
})
