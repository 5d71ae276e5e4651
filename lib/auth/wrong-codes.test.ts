import { beforeEach, describe, expect, test, vi } from 'vitest'
import { answerNext, loseAnswers } from '@/e2e/support/calls'
import { newAddress, storeLink } from '@/e2e/support/redemption'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { days, hours } from '@/lib/platform/time'
import { attemptKey, readAttempt } from './attempt'
import { clientInLog } from './limits'
import { standingOf } from './standing'
import { noteAttempt } from './store-request'
import { GUESSING_ALARM, type Guess, guess, wrongCodesKey } from './wrong-codes'

beforeEach(() => () => vi.restoreAllMocks())

const six = (n: number) => String(n).padStart(6, '0')

/** A wrong guess at an attempt of its own, by a client of its own. */
async function newGuess(more: Partial<Guess> = {}): Promise<Guess> {
  const { attemptId, email } = await storeLink()
  return { attemptId, email, client: randomId(), standing: undefined, code: six(0), isRight: false, ...more }
}

const endingOf = async ({ attemptId }: Guess) => (await readAttempt(attemptId))?.ended
const times = <T>(n: number, run: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, i) => run(i)))

/** Uses up a set, guess by guess, at one attempt after the other. */
async function wrongCodes(n: number, about: Partial<Guess>) {
  for (let i = 0; i < n; i++) {
    expect(await guess(await newGuess({ ...about, code: six(i) }))).toEqual({
      ok: false,
      reason: 'wrong-code',
      triesLeft: 4,
      isRepeat: false,
    })
  }
}

describe('guess', () => {
  test('counts down the tries, and ends the attempt with the last one', async () => {
    const wrong = await newGuess()
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      expect(await endingOf(wrong)).toBe(false)
      expect(await guess({ ...wrong, code: six(triesLeft) })).toEqual({
        ok: false,
        reason: 'wrong-code',
        triesLeft,
        isRepeat: false,
      })
    }
    expect(await endingOf(wrong)).toBe(true)
    expect(await guess({ ...wrong, code: six(9) })).toEqual({ ok: false, reason: 'too-many-tries' })
  })

  test('one code sent twice costs one try', async () => {
    const wrong = await newGuess()
    for (let n = 0; n < 10; n++) {
      const isRepeat = n > 0
      expect(await guess(wrong)).toEqual({ ok: false, reason: 'wrong-code', triesLeft: 4, isRepeat })
    }
    expect(await guess({ ...wrong, code: six(1) })).toMatchObject({ triesLeft: 3 })
  })

  test('attack: of 50 wrong guesses at once, five are looked at, and the attempt ends', async () => {
    const wrong = await newGuess()
    const guesses = await times(50, (i) => guess({ ...wrong, code: six(i) }))
    const looked = guesses.flatMap((each) =>
      !each.ok && each.reason === 'wrong-code' ? [each.triesLeft] : [],
    )
    expect(looked.sort()).toEqual([0, 1, 2, 3, 4])
    expect(guesses.filter((each) => !each.ok && each.reason === 'too-many-tries')).toHaveLength(45)
    expect(await endingOf(wrong)).toBe(true)
  })

  test('attack: a right code among 50 guesses at once is refused after the fifth wrong one', async () => {
    const wrong = await newGuess()
    const right = { ...wrong, code: six(99), isRight: true }
    expect(await guess(right)).toEqual({ ok: true })
    const guesses = await times(50, (i) => guess(i < 25 ? { ...wrong, code: six(i) } : right))
    const isLast = (each: (typeof guesses)[number]) =>
      !each.ok && each.reason === 'wrong-code' && each.triesLeft === 0
    // In the order in which Redis got them.
    expect(guesses.slice(guesses.findIndex(isLast) + 1).filter(({ ok }) => ok)).toEqual([])
    expect(await guess(right)).toEqual({ ok: false, reason: 'too-many-tries' })
  })

  test('a right code isn’t counted', async () => {
    const right = await newGuess({ isRight: true })
    for (let n = 0; n < 12; n++) expect(await guess({ ...right, code: six(n) })).toEqual({ ok: true })
    expect(await guess({ ...right, isRight: false })).toMatchObject({ triesLeft: 4 })
  })

  test('attack: an attempt that isn’t remembered, or has ended, gets no look', async () => {
    const right = await newGuess({ isRight: true })
    const refused = { ok: false, reason: 'too-many-tries' }
    expect(await guess({ ...right, attemptId: randomId() })).toEqual(refused)
    await noteAttempt(right.attemptId, { ended: 1 })
    expect(await guess(right)).toEqual(refused)
  })

  test('attack: the eleventh wrong code for an address in a day pauses its codes, the right one too', async () => {
    const email = newAddress()
    await wrongCodes(10, { email })
    const [wrong, right] = [await newGuess({ email }), await newGuess({ email, isRight: true })]
    const paused = { ok: false, reason: 'codes-paused' }
    expect(await guess({ ...wrong, code: six(99) })).toEqual(paused)
    expect(await guess(right)).toEqual(paused)
    // A refused guess costs no try, and links go on working.
    expect(await redis().exists(`wrong-codes:attempt:${hash(wrong.attemptId)}`)).toBe(0)
    expect(await endingOf(right)).toBe(false)
    // Another spelling is the same mailbox. A known device is counted by itself.
    expect(await guess({ ...right, email: email.replace('@', '+x@') })).toEqual(paused)
    const standing = standingOf({ id: randomId(), email, since: Date.now() - days(2) }, email)
    expect(await guess({ ...right, standing })).toEqual({ ok: true })
  })

  test('attack: the 31st wrong code of a client in a day pauses its codes, address by address', async () => {
    const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const client = randomId()
    await wrongCodes(30, { client })
    const right = await newGuess({ client, isRight: true })
    expect(await guess(right)).toEqual({ ok: false, reason: 'codes-paused' })
    expect(JSON.parse(String(warnings.mock.calls[0]))).toMatchObject({
      ...{ event: 'limit.exceeded', limit: 'wrong-codes:client', client: clientInLog(client) },
    })
    expect(await guess({ ...right, client: randomId() })).toEqual({ ok: true })
  })
})

describe('wrong codes in total', () => {
  test('attack: guesses spread over clients and addresses are told in the log, once an hour', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    await redis().set('wrong-codes:total', GUESSING_ALARM.above() - 1, { px: hours(1) })
    await redis().del('wrong-codes:alarm')
    const wrong = await newGuess()
    await guess({ ...wrong, code: six(1) })
    await guess({ ...wrong, code: six(1) })
    await guess({ ...wrong, code: six(2), isRight: true })
    expect(errors).not.toHaveBeenCalled()
    await times(20, async (n) => guess(await newGuess({ code: six(n) })))
    expect(errors.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
      { level: 'error', event: 'code.guessing', moreThan: GUESSING_ALARM.above() },
    ])
    for (const key of ['wrong-codes:total', 'wrong-codes:alarm']) {
      expect(Math.abs((await redis().pttl(key)) - hours(1))).toBeLessThan(30_000)
    }
    await redis().del('wrong-codes:total', 'wrong-codes:alarm')
  })
})

describe('a guess whose answer was lost', () => {
  test.each([0, 4])('is sent again and gets the same answer, with %i tries used before', async (used) => {
    const email = newAddress()
    await wrongCodes(9 - used, { email })
    const wrong = await newGuess({ email, code: six(99) })
    for (let n = 0; n < used; n++) await guess({ ...wrong, code: six(n) })
    const lost = loseAnswers(1)
    // Also the day's tenth for the address.
    const answer = { ok: false, reason: 'wrong-code', triesLeft: 4 - used, isRepeat: true }
    expect(await guess(wrong)).toEqual(answer)
    expect(lost).toHaveBeenCalledTimes(2)
    expect(await redis().scard(`wrong-codes:attempt:${hash(wrong.attemptId)}`)).toBe(used + 1)
    expect(await redis().scard(wrongCodesKey('address', email))).toBe(10)
  })

  test('is sent again and gets the same answer: the right one', async () => {
    const right = await newGuess({ isRight: true })
    loseAnswers(1)
    expect(await guess(right)).toEqual({ ok: true })
  })
})

describe('what Redis has of wrong codes', () => {
  test('every key expires', async () => {
    const wrong = await newGuess()
    await guess(wrong)
    await guess({ ...wrong, code: six(1) })
    const keys = [
      [`wrong-codes:attempt:${hash(wrong.attemptId)}`, hours(2)],
      [wrongCodesKey('address', wrong.email), days(1)],
      [wrongCodesKey('client', wrong.client), days(1)],
    ] as const
    for (const [key, window] of keys) {
      expect(await redis().scard(key)).toBe(2)
      expect(Math.abs((await redis().pttl(key)) - window)).toBeLessThan(10_000)
    }
  })

  test('reveals neither codes nor addresses', async () => {
    const wrong = await newGuess({ code: '314159' })
    await guess(wrong)
    for (const guessable of [wrong.email, wrong.client]) {
      expect(await redis().keys(`*${guessable}*`)).toEqual([])
      expect(await redis().keys(`*${hash(guessable)}*`)).toEqual([])
    }
    const [tried] = await redis().smembers(`wrong-codes:attempt:${hash(wrong.attemptId)}`)
    // Keyed: the hash of six digits alone could be reversed by trying them all.
    expect(tried).toMatch(/^[\w-]{43}$/)
    expect(tried).not.toBe(hash('314159'))
    expect(tried).not.toBe(hash(`${wrong.attemptId}:314159`))
  })

  test('a wrong code leaves no attempt behind that never expires', async () => {
    const { attemptId } = await newGuess()
    await redis().del(attemptKey(attemptId))
    await guess({ ...(await newGuess()), attemptId })
    expect(await redis().exists(attemptKey(attemptId))).toBe(0)
  })

  test.each([
    null,
    {},
    [],
    7,
    true,
    'T0s=',
    '<html>',
    [0, 1],
    [0, 1, 0],
    [null, null, null, null],
    ['', '', '', ''],
    [0, 1, 2, 3, 4],
  ])('attack: if Redis answers a guess with %j, no code is looked at', async (result) => {
    const right = await newGuess({ isRight: true })
    await answerNext({ result })
    await expect(guess(right)).rejects.toThrow()
  })
})
