import { describe, expect, test, vi } from 'vitest'
import { countCalls, loseAnswers } from '@/e2e/support/calls'
import { fakeClock } from '@/e2e/support/fake-clock'
import { endCooldown, newAddress, newRequest, storeLink } from '@/e2e/support/redemption'
import { redis } from '@/lib/platform/redis'
import { randomId } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { attemptKey, fieldOf, readAttempt } from './attempt'
import { COOLDOWNS, MOST_EMAILS } from './cooldown'
import { LIMITS, type LimitName, limitKey } from './limits'
import { noteAttempt, storeRequest } from './store-request'

const { started, later } = fakeClock()

/** Stores a request, and says what was asked and what came of it. */
async function store(more: Parameters<typeof newRequest>[0] = {}) {
  const { request, secret, bindingSecret } = newRequest(more)
  return { stored: await storeRequest(request), request, secret, bindingSecret }
}

/** The next request of that browser for the same address. */
const again = ({ email, pending }: Awaited<ReturnType<typeof storeLink>>, more: object = {}) =>
  store({ email, ...pending, ...more })

const recordOf = (id: string) => redis().hgetall(attemptKey(id)) as Promise<unknown>
const countOf = async (name: LimitName, id: string) => Number(await redis().get(limitKey(name, id)))
const accept = (id: string, n = 1) => noteAttempt(id, { [fieldOf('accepted', n)]: 1 })

describe('storeRequest', () => {
  test('checks limits and stores the link in one call', async () => {
    const address = newAddress()
    const { result, calls } = await countCalls(() => store({ limits: { emailsPerAddress: address } }))
    expect(result.stored).toMatchObject({ ok: true, n: 1, suppressed: false })
    expect(calls).toEqual({ redis: 1, emails: 0, statements: 0 })
    expect(await countOf('emailsPerAddress', address)).toBe(1)
  })

  test('continues the attempt that the browser names, with the newest wishes', async () => {
    const first = await storeLink({ remember: false, next: '/dashboard' })
    later(seconds(30))
    const { stored } = await again(first, { next: '/account', reauthenticates: true })
    expect(stored).toMatchObject({ ok: true, attemptId: first.attemptId, n: 2 })
    // "Keep me signed in" isn't asked again.
    expect(await readAttempt(first.attemptId)).toMatchObject({
      ...{ next: '/account', reauthenticates: true },
      links: [
        { n: 1, remember: false },
        { n: 2, remember: false },
      ],
    })
  })

  test('too early, unticking "Keep me signed in" counts for the email that is on its way, and ticking it doesn’t', async () => {
    for (const [first, second, remember] of [
      [true, false, false],
      [false, true, false],
      [false, undefined, false],
      [true, undefined, true],
    ] as const) {
      const link = await storeLink({ remember: first })
      expect((await again(link, { remember: second })).stored).toMatchObject({ reason: 'too-early' })
      expect(await readAttempt(link.attemptId)).toMatchObject({ links: [{ remember }] })
    }
  })

  test('begins another attempt for another address, and after one that has ended or was redeemed', async () => {
    const first = await storeLink()
    const { stored } = await again(first, { email: newAddress() })
    expect(stored).toMatchObject({ ok: true, n: 1 })
    expect('attemptId' in stored && stored.attemptId).not.toBe(first.attemptId)
    for (const how of ['ended', 'redeemed']) {
      const over = await storeLink()
      // The premise: it would have to wait.
      expect((await again(over)).stored).toMatchObject({ reason: 'too-early', attemptId: over.attemptId })
      await noteAttempt(over.attemptId, { [how]: 1 })
      const next = (await again(over)).stored
      expect(next).toMatchObject({ ok: true, n: 1 })
      expect('attemptId' in next && next.attemptId).not.toBe(over.attemptId)
    }
  })

  test('begins another attempt after as many emails as one may have', async () => {
    const first = await storeLink()
    for (let n = 2; n <= MOST_EMAILS; n++) {
      await endCooldown(first.attemptId)
      expect((await again(first)).stored).toMatchObject({ ok: true, attemptId: first.attemptId, n })
    }
    await endCooldown(first.attemptId)
    const { stored } = await again(first)
    expect(stored).toMatchObject({ ok: true, n: 1 })
    expect(await readAttempt(first.attemptId)).toMatchObject({ links: { length: MOST_EMAILS } })
  })

  test('attack: naming another browser’s attempt in one’s cookie changes nothing in that attempt', async () => {
    const theirs = await storeLink({ next: '/account' })
    await endCooldown(theirs.attemptId)
    const before = await recordOf(theirs.attemptId)
    const attack = { email: theirs.email, attemptId: theirs.attemptId, next: '/elsewhere' }
    for (const limits of [{}, { emailsInTotal: randomId() }]) {
      const { stored } = await store({ ...attack, limits })
      expect(stored).toMatchObject({ ok: true, n: 1 })
      expect('attemptId' in stored && stored.attemptId).not.toBe(theirs.attemptId)
      if (stored.ok) await stored.undo()
    }
    expect(await recordOf(theirs.attemptId)).toEqual(before)
    // The premise: their own browser changes it.
    expect((await again(theirs)).stored).toMatchObject({ ok: true, attemptId: theirs.attemptId, n: 2 })
  })

  test('attack: 50 requests at once from one browser make one email', async () => {
    const first = await storeLink()
    await accept(first.attemptId)
    later(minutes(1))
    const limits = { emailsPerAddress: first.email }
    const all = await Promise.all(Array.from({ length: 50 }, () => again(first, { limits })))
    expect(all.filter(({ stored }) => stored.ok)).toHaveLength(1)
    const rest = all.filter(({ stored }) => !stored.ok && stored.reason === 'too-early')
    expect(rest).toHaveLength(49)
    expect(await countOf('emailsPerAddress', first.email)).toBe(1)
    expect(await readAttempt(first.attemptId)).toMatchObject({ links: [{ n: 1 }, { n: 2 }] })
  })
})

describe('the limits of a request', () => {
  test('attack: one that a limit refuses counts in no other, and stores nothing', async () => {
    const [client, device, total] = [randomId(), randomId(), randomId()]
    const limits = { emailsPerClient: client, emailsPerDevice: device, emailsInTotal: total }
    await redis().set(limitKey('emailsPerDevice', device), 5, { px: minutes(5) })
    const first = await storeLink()
    await endCooldown(first.attemptId)
    const before = await recordOf(first.attemptId)
    const { stored } = await again(first, { limits })
    expect(stored).toMatchObject({ ok: false, reason: 'too-many', limit: 'emailsPerDevice' })
    const { retryAfter } = stored as { retryAfter: number }
    expect(Math.abs(retryAfter - minutes(5))).toBeLessThan(10_000)
    expect(await countOf('emailsPerClient', client)).toBe(0)
    expect(await countOf('emailsInTotal', total)).toBe(0)
    expect(await recordOf(first.attemptId)).toEqual(before)
  })

  test('a shadow limit refuses no one: limits before it are consumed, limits after it aren’t', async () => {
    const [client, address, total] = [randomId(), newAddress(), randomId()]
    const limits = { emailsPerClient: client, emailsPerAddress: address, emailsInTotal: total }
    for (let n = 0; n < 8; n++) {
      const { stored } = await store({ limits })
      expect(stored).toMatchObject({ ok: true, suppressed: n >= LIMITS.emailsPerAddress.max() })
    }
    expect(await countOf('emailsPerClient', client)).toBe(8)
    expect(await countOf('emailsPerAddress', address)).toBe(5)
    expect(await countOf('emailsInTotal', total)).toBe(5)
    // It mustn't hide that no one can be sent anything.
    await redis().set(limitKey('emailsInTotal', total), LIMITS.emailsInTotal.max())
    const { stored } = await store({ limits })
    expect(stored).toMatchObject({ ok: false, limit: 'emailsInTotal' })
  })

  test('undoing takes back what that request counted, once, and lets the next one through', async () => {
    const [client, address, total] = [randomId(), newAddress(), randomId()]
    const limits = { emailsPerClient: client, emailsPerAddress: address, emailsInTotal: total }
    await store({ limits })
    await redis().set(limitKey('emailsPerAddress', address), 5)
    const first = await storeLink({ limits })
    await first.undo()
    await first.undo()
    expect(await countOf('emailsPerClient', client)).toBe(1)
    expect(await countOf('emailsPerAddress', address)).toBe(5)
    expect(await countOf('emailsInTotal', total)).toBe(1)
    expect(await readAttempt(first.attemptId)).toMatchObject({ emailState: 'failed' })
    expect((await again(first)).stored).toMatchObject({ ok: true, attemptId: first.attemptId, n: 2 })
  })

  test('undoing leaves no counter behind that never expires, and never makes more room than there was', async () => {
    const [total, key] = [randomId(), (id: string) => limitKey('emailsInTotal', id)]
    const first = await storeLink({ limits: { emailsInTotal: total } })
    await redis().del(key(total))
    await first.undo()
    expect(await redis().exists(key(total))).toBe(0)
    const second = await storeLink({ limits: { emailsInTotal: total } })
    expect(await redis().pttl(key(total))).toBeGreaterThan(0)
    for (let n = 0; n < 3; n++) await second.undo()
    expect(await redis().get(key(total))).toBe('0')
    expect(await redis().pttl(key(total))).toBeGreaterThan(0)
  })

  test('attack: undoing an older request takes nothing back once there is a newer one', async () => {
    const total = randomId()
    const first = await storeLink({ limits: { emailsInTotal: total } })
    await endCooldown(first.attemptId)
    await again(first, { limits: { emailsInTotal: total } })
    await first.undo()
    expect(await countOf('emailsInTotal', total)).toBe(2)
    expect(await readAttempt(first.attemptId)).toMatchObject({ emailState: 'queued' })
  })
})

describe('a request whose answer is lost', () => {
  const limits = () => ({ emailsPerAddress: newAddress() })
  const counted = ({ emailsPerAddress }: ReturnType<typeof limits>) =>
    countOf('emailsPerAddress', emailsPerAddress)

  test.each([
    ['that begins an attempt', async () => ({})],
    [
      'that begins another attempt than the named one',
      async () => ({ ...(await storeLink()).pending, email: newAddress() }),
    ],
  ])('is sent again, counts once and finds its own attempt: one %s', async (_, about) => {
    const [consumes, more] = [limits(), await about()]
    const lost = loseAnswers(1)
    const { stored, request } = await store({ ...more, limits: consumes })
    expect(lost).toHaveBeenCalledTimes(2)
    lost.mockRestore()
    expect(stored).toMatchObject({ ok: true, n: 1 })
    expect(await counted(consumes)).toBe(1)
    const attempt = await readAttempt('attemptId' in stored ? stored.attemptId : '')
    expect(attempt).toMatchObject({ email: request.email, links: [{ secretHash: request.link.secretHash }] })
  })

  test.each([1, MOST_EMAILS - 1])(
    'is sent again, counts once and finds its own attempt: one that continues one of %i emails',
    async (sent) => {
      const [consumes, first] = [limits(), await storeLink()]
      for (let n = 1; n < sent; n++) {
        await endCooldown(first.attemptId)
        await again(first)
      }
      await endCooldown(first.attemptId)
      const lost = loseAnswers(1)
      const { stored } = await again(first, { limits: consumes })
      lost.mockRestore()
      expect(stored).toMatchObject({ ok: true, attemptId: first.attemptId, n: sent + 1 })
      expect(await counted(consumes)).toBe(1)
      expect(await readAttempt(first.attemptId)).toMatchObject({ links: { length: sent + 1 } })
    },
  )

  test('is undone if all of its answers are lost', async () => {
    const [consumes, first] = [limits(), await storeLink()]
    await accept(first.attemptId)
    later(seconds(30))
    const lost = loseAnswers(2)
    await expect(again(first, { limits: consumes })).rejects.toThrow()
    lost.mockRestore()
    await vi.waitFor(async () => expect(await counted(consumes)).toBe(0))
    const { stored } = await again(first, { limits: consumes })
    expect(stored).toMatchObject({ ok: true, attemptId: first.attemptId })
    expect(await counted(consumes)).toBe(1)
    expect(await readAttempt(first.attemptId)).toMatchObject({ emailState: 'queued' })
  })
})

describe('the cooldown', () => {
  test.each([
    [1, 30],
    [2, 60],
    [3, 120],
    [4, 120],
    [5, 600],
    [6, 600],
  ])('after %i emails, is %i seconds, and never longer than the email works', async (sent, wait) => {
    const first = await storeLink()
    for (let n = 1; n < sent; n++) {
      await endCooldown(first.attemptId)
      await again(first)
    }
    await accept(first.attemptId, sent)
    later(seconds(wait) - 1)
    const { stored } = await again(first, { next: '/account' })
    expect(stored).toEqual({ ok: false, reason: 'too-early', attemptId: first.attemptId, retryAfter: 1 })
    // Where the visitor is going now is remembered all the same.
    expect(await readAttempt(first.attemptId)).toMatchObject({ next: '/account', links: { length: sent } })
    later(seconds(wait))
    expect((await again(first)).stored).toMatchObject({ ok: true, n: sent + 1 })
  })

  test('is an hour from the fifth email on, as shown to the visitor', async () => {
    const first = await storeLink()
    for (let n = 1; n < COOLDOWNS.length; n++) {
      await endCooldown(first.attemptId)
      await again(first)
    }
    expect(await readAttempt(first.attemptId)).toMatchObject({ waitUntil: started + minutes(60) })
  })

  test('ends early if the email failed, or was never accepted', async () => {
    const failed = await storeLink()
    await noteAttempt(failed.attemptId, { [fieldOf('failed', 1)]: 1, waitUntil: Date.now() })
    expect((await again(failed)).stored).toMatchObject({ ok: true, n: 2 })

    const lost = await storeLink()
    later(seconds(20) - 1)
    expect((await again(lost)).stored).toMatchObject({ reason: 'too-early', retryAfter: 1 })
    later(seconds(20))
    expect((await again(lost)).stored).toMatchObject({ ok: true, n: 2 })
  })
})

describe('noteAttempt', () => {
  test('leaves no record behind that never expires', async () => {
    const id = randomId()
    await noteAttempt(id, { redeemed: 1 })
    expect(await redis().exists(attemptKey(id))).toBe(0)
  })

  test('a record expires, however often something is noted', async () => {
    const { attemptId } = await storeLink()
    await noteAttempt(attemptId, { ended: 1 })
    expect(await readAttempt(attemptId)).toMatchObject({ ended: true })
    expect(await redis().pttl(attemptKey(attemptId))).toBeGreaterThan(0)
  })
})
