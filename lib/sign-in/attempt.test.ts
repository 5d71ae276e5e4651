import { afterEach, describe, expect, test, vi } from 'vitest'
import { redis } from '@/lib/redis'
import { randomId } from '@/lib/secrets'
import { ATTEMPT_LIFETIME, attemptByToken, codeMatches, readAttempt, storeAttempt } from './attempt'

const start = () => storeAttempt({ email: 'ann@example.com', next: '/dashboard', browser: randomId() })
const keyOf = (id: string) => `sign-in:attempt:${id}`

afterEach(() => vi.unstubAllEnvs())

describe('storeAttempt', () => {
  test('stores hashes only: neither the secret nor the code nor the browser is in Redis', async () => {
    const browser = randomId()
    const { attempt, challenge } = await storeAttempt({
      email: 'ann@example.com',
      next: '/dashboard',
      browser,
    })
    const stored = await redis().get<string>(keyOf(attempt.id))
    expect(stored).toContain('ann@example.com')
    for (const secret of [challenge.token.slice(22), challenge.code, browser])
      expect(stored).not.toContain(secret)
  })

  test('lives for ten minutes', async () => {
    const { attempt } = await start()
    const left = await redis().pttl(keyOf(attempt.id))
    expect(left).toBeGreaterThan(ATTEMPT_LIFETIME - 10_000)
    expect(left).toBeLessThanOrEqual(ATTEMPT_LIFETIME)
  })

  test('makes six digits and a token that ends in a letter or digit, which mail apps keep in the link', async () => {
    for (let n = 0; n < 50; n++) {
      const { challenge } = await start()
      expect(challenge.code).toMatch(/^\d{6}$/)
      expect(challenge.token).toMatch(/^[\w-]{64}[A-Za-z0-9]$/)
    }
  })
})

describe('attemptByToken', () => {
  test('finds the attempt as often as it is asked: looking spends nothing', async () => {
    const { attempt, challenge } = await start()
    expect(await attemptByToken(challenge.token)).toEqual(attempt)
    expect(await attemptByToken(challenge.token)).toEqual(attempt)
  })

  test('attack: every single changed character of the token is refused', async () => {
    const { challenge } = await start()
    for (let at = 0; at < challenge.token.length; at++) {
      const other = challenge.token[at] === 'A' ? 'B' : 'A'
      const tampered = challenge.token.slice(0, at) + other + challenge.token.slice(at + 1)
      expect(await attemptByToken(tampered), `character ${at}`).toBeUndefined()
    }
  })

  test('attack: the id of one attempt with the secret of another is refused', async () => {
    const [one, other] = [await start(), await start()]
    expect(await attemptByToken(one.attempt.id + other.challenge.token.slice(22))).toBeUndefined()
  })

  test('attack: the last character has spare bits, and only the spelling that was mailed is good', async () => {
    const { challenge } = await start()
    const secret = challenge.token.slice(22)
    const same = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((last) => secret.slice(0, -1) + last)
      .filter(
        (twin) => twin !== secret && Buffer.from(twin, 'base64url').equals(Buffer.from(secret, 'base64url')),
      )
    expect(same).toHaveLength(3)
    for (const twin of same) expect(await attemptByToken(challenge.token.slice(0, 22) + twin)).toBeUndefined()
  })

  test.each(['', 'x', '../../x', `${'a'.repeat(65)} `, 'a'.repeat(66), '\u0000'.repeat(65), '*'.repeat(65)])(
    '%j is no token',
    async (token) => {
      expect(await attemptByToken(token)).toBeUndefined()
    },
  )
})

describe('readAttempt', () => {
  test.each(['{}', '7', 'null', '[]', '"x"', '<html>', '', '{"id":'])(
    'attack: Redis answers %j, and that is no attempt',
    async (stored) => {
      const id = randomId()
      await redis().set(keyOf(id), stored)
      expect(await readAttempt(id)).toBeUndefined()
    },
  )

  test('attack: Redis answers with the record of another attempt', async () => {
    const { attempt } = await start()
    const id = randomId()
    await redis().set(keyOf(id), JSON.stringify(attempt))
    expect(await readAttempt(attempt.id)).toEqual(attempt)
    expect(await readAttempt(id)).toBeUndefined()
  })
})

describe('codeMatches', () => {
  test('knows its own code and no other', async () => {
    const { attempt, challenge } = await start()
    expect(codeMatches(attempt, challenge.code)).toBe(true)
    expect(codeMatches(attempt, challenge.code === '000000' ? '000001' : '000000')).toBe(false)
    expect(codeMatches(attempt, '')).toBe(false)
  })

  test('attack: the code of one attempt is worthless for another', async () => {
    const [one, other] = [await start(), await start()]
    expect(codeMatches({ ...other.attempt, codeHash: one.attempt.codeHash }, one.challenge.code)).toBe(false)
  })

  test('survives a rotation of the secret', async () => {
    const { attempt, challenge } = await start()
    vi.resetModules()
    vi.stubEnv('SESSION_SECRET', `aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF,${process.env.SESSION_SECRET}`)
    const rotated = await import('./attempt')
    expect(rotated.codeMatches(attempt, challenge.code)).toBe(true)
  })
})
