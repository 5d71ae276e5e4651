import { describe, expect, test, vi } from 'vitest'
import { ZodError } from 'zod'
import { answerNext } from '@/e2e/support/calls'
import { fakeClock } from '@/e2e/support/fake-clock'
import { endCooldown, newAddress, newRequest, storeLink } from '@/e2e/support/redemption'
import { LANGUAGES } from '@/lib/copy'
import { redis } from '@/lib/platform/redis'
import { hash, randomId, randomSecret } from '@/lib/platform/secrets'
import { hours, minutes, seconds } from '@/lib/platform/time'
import { attemptKey, EMAIL_STATES, fieldOf, liveLinks, readAttempt } from './attempt'
import { newCode } from './code'
import { format } from './link-token'
import { readForVisit, type Visitor } from './link-visit'
import { findLink } from './open-link'
import { noteAttempt, storeRequest } from './store-request'

const { started, later } = fakeClock()

/** The links of one attempt, the oldest first. */
async function storeLinks(count: number) {
  const links = [await storeLink()]
  for (const [first] = links; first && links.length < count; ) {
    await endCooldown(first.attemptId)
    links.push(await storeLink({ ...first.pending, email: first.email }))
  }
  return links
}

async function attemptOf(id: string) {
  const attempt = await readAttempt(id)
  if (!attempt) throw new Error('not remembered')
  return attempt
}

const numbersOf = async (id: string) => liveLinks(await attemptOf(id)).map(({ n }) => n)
const write = (id: string, fields: Record<string, string>) => redis().hset(attemptKey(id), fields)

describe('a stored request', () => {
  test.each([[[0, 1]], [[0, 1, 2, 3]], [[1, 2, 3, 4, 5]], [[1, 2, 3, 4, 5, 6, 7]], ['eA=='], [null]])(
    'throws if Redis responds %j and hasn’t stored the link, so that no dead link is emailed',
    async (result) => {
      await answerNext({ result })
      await expect(storeRequest(newRequest().request)).rejects.toThrow(ZodError)
    },
  )

  test('stores only hashes: Redis has neither the link’s secret nor the code nor the binding secret', async () => {
    const { attemptId, secret, code, pending, email } = await storeLink()
    const { bindingSecret } = pending
    const stored = JSON.stringify(await redis().hgetall(attemptKey(attemptId)))
    expect(stored).toContain(email)
    for (const each of [secret, code, bindingSecret]) expect(stored).not.toContain(`"${each}"`)
    for (const each of [secret, bindingSecret]) expect(stored).not.toContain(each)
  })

  test('links live for ten minutes; the record for two hours after the latest request', async () => {
    const { attemptId, email, pending } = await storeLink()
    const lifetime = () => redis().pttl(attemptKey(attemptId))
    expect(Math.abs((await lifetime()) - hours(2))).toBeLessThan(10_000)
    later(minutes(10) - 1)
    expect(await numbersOf(attemptId)).toEqual([1])
    later(minutes(10))
    expect(await numbersOf(attemptId)).toEqual([])
    await redis().pexpire(attemptKey(attemptId), minutes(1))
    await storeLink({ ...pending, email })
    expect(Math.abs((await lifetime()) - hours(2))).toBeLessThan(10_000)
    expect(await numbersOf(attemptId)).toEqual([2])
  })

  test('with LINK_LIFETIME_MINUTES, links live for as long as that, and codes for ten minutes', async () => {
    vi.resetModules()
    vi.stubEnv('LINK_LIFETIME_MINUTES', '30')
    const [{ findLink }, { redeemCode }] = [await import('./open-link'), await import('./redeem')]
    const { token, code, pending } = await storeLink()
    const by = {
      device: { id: randomId(), name: 'Firefox', network: '', language: LANGUAGES[0] },
      client: randomId(),
    }
    later(minutes(10))
    expect(await findLink(token)).toMatchObject({ state: 'live' })
    expect(await redeemCode(pending, by, code)).toEqual({ ok: false, reason: 'expired' })
    later(minutes(30) - 1)
    expect(await findLink(token)).toMatchObject({ state: 'live' })
    later(minutes(30))
    expect(await findLink(token)).toMatchObject({ state: 'dead' })
    // The premise: a moment earlier, the code works.
    later(minutes(10) - 1)
    expect(await redeemCode(pending, by, code)).toMatchObject({ ok: true })
  })

  test('makes six digits, and a token that ends in a letter or digit, which email apps keep in the link', () => {
    for (let n = 0; n < 500; n++) {
      expect(newCode()).toMatch(/^\d{6}$/)
      expect(randomSecret()).toMatch(/^[\w-]{42}[A-Za-z0-9]$/)
    }
  })

  test('ends the links that it replaces: the newest three live', async () => {
    const [oldest, ...newest] = await storeLinks(4)
    expect(await numbersOf(oldest?.attemptId ?? '')).toEqual([4, 3, 2])
    const { email } = oldest ?? {}
    expect(await findLink(oldest?.token ?? '')).toMatchObject({ state: 'dead', attempt: { email } })
    for (const { token } of newest) expect(await findLink(token)).toMatchObject({ state: 'live' })
  })
})

describe('findLink', () => {
  test('finds the link any number of times: looking spends nothing', async () => {
    const { attemptId, token } = await storeLink()
    const attempt = await attemptOf(attemptId)
    const live = { state: 'live', attempt, link: attempt.links[0] }
    expect(await findLink(token)).toEqual(live)
    expect(await findLink(token)).toEqual(live)
    expect(await attemptOf(attemptId)).toEqual(attempt)
  })

  test('says whom an expired link was for, and where to', async () => {
    const { attemptId, token, email } = await storeLink()
    later(minutes(10))
    expect(await findLink(token)).toMatchObject({
      state: 'dead',
      attempt: { id: attemptId, email, next: '/dashboard', ended: false },
    })
    await redis().del(attemptKey(attemptId))
    expect(await findLink(token)).toEqual({ state: 'unknown' })
  })

  test('attack: a token with any one character changed is refused, live or dead', async () => {
    const { token } = await storeLink()
    const twins = [...token].map(
      (character, at) => token.slice(0, at) + (character === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    for (const twin of twins) expect(await findLink(twin)).toEqual({ state: 'unknown' })
    later(minutes(10))
    expect(await findLink(token)).toMatchObject({ state: 'dead' })
    for (const twin of twins) expect(await findLink(twin)).toEqual({ state: 'unknown' })
  })

  test('attack: the id of one link with the secret of another is refused', async () => {
    const [one, other] = [await storeLink(), await storeLink()]
    expect(await findLink(format(one.attemptId, one.secret))).toMatchObject({ state: 'live' })
    expect(await findLink(format(one.attemptId, other.secret))).toEqual({ state: 'unknown' })
  })

  test('attack: the last character has spare bits, and only the spelling that was emailed is valid', async () => {
    const { attemptId, secret } = await storeLink()
    const same = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((last) => secret.slice(0, -1) + last)
      .filter(
        (twin) => twin !== secret && Buffer.from(twin, 'base64url').equals(Buffer.from(secret, 'base64url')),
      )
    expect(same).toHaveLength(3)
    for (const twin of same) expect(await findLink(format(attemptId, twin))).toEqual({ state: 'unknown' })
  })

  test.each(['', 'x', '../../x', `${'a'.repeat(65)} `, 'a'.repeat(66), '\u0000'.repeat(65), '*'.repeat(65)])(
    '%j isn’t a token',
    async (token) => {
      expect(await findLink(token)).toEqual({ state: 'unknown' })
    },
  )
})

describe('a stored return path', () => {
  test.each(['//evil.example', 'https://evil.example/', 'javascript:alert(1)', '/sign-out', ''])(
    'attack: %j, written into Redis, leads home: live, dead, and by code',
    async (next) => {
      const { attemptId, token } = await storeLink({ next: '/account' })
      expect(await findLink(token)).toMatchObject({ state: 'live', attempt: { next: '/account' } })
      await write(attemptId, { next })
      expect(await findLink(token)).toMatchObject({ state: 'live', attempt: { next: '/dashboard' } })
      expect(await attemptOf(attemptId)).toMatchObject({ next: '/dashboard' })
      later(minutes(10))
      expect(await findLink(token)).toMatchObject({ state: 'dead', attempt: { next: '/dashboard' } })
    },
  )
})

describe('readAttempt', () => {
  test.each([
    { result: {} },
    { result: 7 },
    { result: null },
    { result: [] },
    { result: '<html>' },
    { result: [['email']] },
    { result: [null, null] },
    { result: ['email'] },
  ])('attack: if Redis answers %j, that isn’t an attempt', async (cell) => {
    await answerNext(cell)
    expect(await readAttempt(randomId())).toBeUndefined()
  })

  test('attack: if the key holds another type, that isn’t an attempt either', async () => {
    const id = randomId()
    await redis().set(attemptKey(id), '{}')
    await expect(readAttempt(id)).rejects.toThrow('400')
  })

  test('attack: if Redis answers with another attempt’s record, that isn’t the attempt', async () => {
    const [{ attemptId, secret }, other] = [await storeLink(), randomId()]
    const record = (await redis().hgetall(attemptKey(attemptId))) as unknown as string[]
    const fields = Object.fromEntries(
      record.flatMap((name, i) => (i % 2 === 0 ? [[name, record[i + 1] ?? '']] : [])),
    )
    await write(other, fields)
    expect(await readAttempt(other)).toBeUndefined()
    // Otherwise the link would redeem a second time.
    expect(await findLink(format(other, secret))).toEqual({ state: 'unknown' })
    // The premise: only the name is wrong.
    await write(other, { key: attemptKey(other) })
    expect(await findLink(format(other, secret))).toMatchObject({ state: 'live' })
  })

  test.each([
    ...['key', 'email', 'next', 'reauthenticates', 'bindingHash', 'waitUntil', 'sent'],
    ...['secretHash:1', 'codeHash:1', 'createdAt:1', 'device:1', 'remember:1'],
  ])('attack: without its %s, a record isn’t an attempt', async (field) => {
    const { attemptId } = await storeLink()
    expect(await readAttempt(attemptId)).toBeDefined()
    const record = (await redis().hgetall(attemptKey(attemptId))) as unknown as string[]
    expect(record).toContain(field)
    const others = record.flatMap((name, i) =>
      i % 2 > 0 || name === field ? [] : [[name, record[i + 1] ?? '']],
    )
    await redis().del(attemptKey(attemptId))
    await write(attemptId, Object.fromEntries(others))
    expect(await readAttempt(attemptId)).toBeUndefined()
  })

  test.each([
    ['sent', '0'],
    ['sent', '2'],
    ['sent', '1e9'],
    ['sent', '1000000000'],
    ['remember:1', 'yes'],
    ['reauthenticates', ''],
    ['bindingHash', ''],
    ['waitUntil', 'never'],
    ['ended', '0'],
    ['redeemed', 'false'],
    ['secretHash:1', ''],
    ['codeHash:1', 'x'],
    ['createdAt:1', 'Infinity'],
    ['createdAt:1', '99999999999999'],
    ['hasUser:1', '0'],
  ])('attack: with a %s of %j, a record isn’t an attempt', async (field, value) => {
    const { attemptId } = await storeLink()
    await write(attemptId, { [field]: value })
    expect(await readAttempt(attemptId)).toBeUndefined()
  })

  test('returns what was requested, and nothing of an attempt that is forgotten', async () => {
    const { attemptId, email } = await storeLink({ next: '/account', remember: false, reauthenticates: true })
    expect(await readAttempt(attemptId)).toMatchObject({
      ...{ id: attemptId, email, next: '/account', reauthenticates: true },
      ...{ ended: false, waitUntil: started + seconds(30), emailState: 'queued' },
      links: [{ n: 1, createdAt: started, device: 'Safari on iOS', remember: false, hasUser: false }],
    })
    expect(await readAttempt(randomId())).toBeUndefined()
  })
})

describe('an attempt that has ended', () => {
  test('has no live link, and says why', async () => {
    const { attemptId, token } = await storeLink()
    await noteAttempt(attemptId, { ended: 1 })
    expect(await numbersOf(attemptId)).toEqual([])
    expect(await findLink(token)).toMatchObject({ state: 'dead', attempt: { ended: true } })
  })
})

describe('the state of the newest email', () => {
  test('is queued until it is noted, and counts as failed after the time that sending may take', async () => {
    const { attemptId } = await storeLink()
    later(seconds(20))
    expect(await attemptOf(attemptId)).toMatchObject({ emailState: 'queued' })
    later(seconds(20) + 1)
    expect(await attemptOf(attemptId)).toMatchObject({ emailState: 'failed' })
    await noteAttempt(attemptId, { [fieldOf('accepted', 1)]: 1 })
    expect(await attemptOf(attemptId)).toMatchObject({ emailState: 'accepted' })
  })

  test('is the most final one, whatever the order in which they came', async () => {
    for (const [i, final] of EMAIL_STATES.entries()) {
      const upToIt = EMAIL_STATES.slice(0, i + 1)
      for (const order of [upToIt, upToIt.toReversed()]) {
        const { attemptId } = await storeLink({ email: newAddress() })
        for (const state of order) await noteAttempt(attemptId, { [fieldOf(state, 1)]: 1 })
        expect(await attemptOf(attemptId)).toMatchObject({ emailState: final })
      }
    }
  })

  test('says nothing about an older email', async () => {
    const [first] = await storeLinks(2)
    const id = first?.attemptId ?? ''
    await noteAttempt(id, { [fieldOf('bounced', 1)]: 1 })
    expect(await attemptOf(id)).toMatchObject({ emailState: 'queued' })
  })
})

test('an attempt counts as opened once a person has, in another browser', async () => {
  const { attemptId, secret, pending } = await storeLink()
  const visit = (more: Partial<Visitor>) =>
    readForVisit(attemptId, hash(secret), {
      device: 'Safari on iOS',
      isScanner: false,
      bindingHash: '',
      ...more,
    })
  await visit({ isScanner: true, device: 'other' })
  await visit({ bindingHash: hash(pending.bindingSecret) })
  expect(await attemptOf(attemptId)).toMatchObject({ isOpened: false })
  await visit({})
  expect(await attemptOf(attemptId)).toMatchObject({ isOpened: true })
})
