import { afterEach, describe, expect, test, vi } from 'vitest'
import { redis } from '@/lib/platform/redis'
import { randomId } from '@/lib/platform/secrets'
import { hours } from '@/lib/platform/time'
import {
  codeMatches,
  endMagicLinks,
  findByToken,
  LINK_LIFETIME,
  type MagicLink,
  readMagicLinks,
  storeMagicLink,
} from './magic-link'

const start = (bindingSecret = randomId(), replaces: string[] = []) =>
  storeMagicLink(
    {
      attemptId: randomId(),
      email: 'ann@example.com',
      next: '/dashboard',
      device: 'Firefox on Windows',
      bindingSecret,
    },
    replaces,
  )
const keyOf = (id: string) => `link:${id}`
const tombstoneKeyOf = (id: string) => `tombstone:${id}`

async function liveOf(id: string): Promise<MagicLink> {
  const [link] = await readMagicLinks([id])
  if (!link) throw new Error('not live')
  return link
}

afterEach(() => vi.unstubAllEnvs())

describe('storeMagicLink', () => {
  test('throws if Redis responds but hasn’t stored the link, so that no dead link is emailed', async () => {
    const cells = JSON.stringify([{ result: 'eA==' }, { result: 'eA==' }])
    vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(cells))
    await expect(start()).rejects.toThrow('not stored')
  })

  test('stores only hashes: Redis has neither the link’s secret nor the code nor the binding secret', async () => {
    const bindingSecret = randomId()
    const { id, token, code } = await start(bindingSecret)
    const stored = `${await redis().get(keyOf(id))} ${await redis().get(tombstoneKeyOf(id))}`
    expect(stored).toContain('ann@example.com')
    for (const secret of [token.slice(22), code, bindingSecret]) expect(stored).not.toContain(secret)
  })

  test('lives for ten minutes, and leaves a tombstone for two hours, which can’t sign anyone in', async () => {
    const { id } = await start()
    const lifetimes = await Promise.all([redis().pttl(keyOf(id)), redis().pttl(tombstoneKeyOf(id))])
    expect(Math.abs(lifetimes[0] - LINK_LIFETIME)).toBeLessThan(10_000)
    expect(Math.abs(lifetimes[1] - hours(2))).toBeLessThan(10_000)
    expect(await redis().get(tombstoneKeyOf(id))).not.toMatch(/codeHash|bindingHash/)
  })

  test('makes six digits, and a token that ends in a letter or digit, which email apps keep in the link', async () => {
    for (let n = 0; n < 50; n++) {
      const { token, code } = await start()
      expect(code).toMatch(/^\d{6}$/)
      expect(token).toMatch(/^[\w-]{64}[A-Za-z0-9]$/)
    }
  })

  test('ends the links that it replaces', async () => {
    const [oldest, older] = [await start(), await start()]
    await start(randomId(), [oldest.id])
    expect(await findByToken(oldest.token)).toMatchObject({ state: 'dead', reason: 'expired' })
    expect(await findByToken(older.token)).toMatchObject({ state: 'live' })
  })
})

describe('findByToken', () => {
  test('finds the link any number of times: looking spends nothing', async () => {
    const { id, token } = await start()
    const link = await liveOf(id)
    expect(await findByToken(token)).toEqual({ state: 'live', link })
    expect(await findByToken(token)).toEqual({ state: 'live', link })
  })

  test('says whom an expired link was for, and where to', async () => {
    const { id, token } = await start()
    await redis().del(keyOf(id))
    const tombstone = { id, email: 'ann@example.com', next: '/dashboard' }
    expect(await findByToken(token)).toMatchObject({ state: 'dead', reason: 'expired', tombstone })
    await redis().del(tombstoneKeyOf(id))
    expect(await findByToken(token)).toEqual({ state: 'unknown' })
  })

  test('attack: a token with any one character changed is refused, live or dead', async () => {
    const { id, token } = await start()
    const twins = [...token].map(
      (character, at) => token.slice(0, at) + (character === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    for (const twin of twins) expect(await findByToken(twin)).toEqual({ state: 'unknown' })
    await redis().del(keyOf(id))
    for (const twin of twins) expect(await findByToken(twin)).toEqual({ state: 'unknown' })
  })

  test('attack: the id of one link with the secret of another is refused', async () => {
    const [one, other] = [await start(), await start()]
    expect(await findByToken(one.id + other.token.slice(22))).toEqual({ state: 'unknown' })
  })

  test('attack: the last character has spare bits, and only the spelling that was emailed is valid', async () => {
    const { id, token } = await start()
    const secret = token.slice(22)
    const same = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
      .map((last) => secret.slice(0, -1) + last)
      .filter(
        (twin) => twin !== secret && Buffer.from(twin, 'base64url').equals(Buffer.from(secret, 'base64url')),
      )
    expect(same).toHaveLength(3)
    for (const twin of same) expect(await findByToken(id + twin)).toEqual({ state: 'unknown' })
  })

  test.each(['', 'x', '../../x', `${'a'.repeat(65)} `, 'a'.repeat(66), '\u0000'.repeat(65), '*'.repeat(65)])(
    '%j isn’t a token',
    async (token) => {
      expect(await findByToken(token)).toEqual({ state: 'unknown' })
    },
  )
})

describe('a stored return path', () => {
  test.each(['//evil.example', 'https://evil.example/', 'javascript:alert(1)', '/sign-out', ''])(
    'attack: %j, written into Redis, leads home: live, dead, and by code',
    async (next) => {
      const { id, token } = await start()
      for (const key of [keyOf(id), tombstoneKeyOf(id)]) {
        const record = JSON.parse((await redis().get<string>(key)) ?? '')
        await redis().set(key, JSON.stringify({ ...record, next }))
      }
      expect(await findByToken(token)).toMatchObject({ state: 'live', link: { next: '/dashboard' } })
      expect((await liveOf(id)).next).toBe('/dashboard')
      await redis().del(keyOf(id))
      expect(await findByToken(token)).toMatchObject({ state: 'dead', tombstone: { next: '/dashboard' } })
    },
  )
})

describe('readMagicLinks', () => {
  test.each(['{}', '7', 'null', '[]', '"x"', '<html>', '', '{"id":'])(
    'attack: if Redis answers %j, that isn’t a link',
    async (stored) => {
      const id = randomId()
      await redis().set(keyOf(id), stored)
      expect(await readMagicLinks([id])).toEqual([])
    },
  )

  test('attack: if Redis answers with another link’s record, that isn’t the link', async () => {
    const { id } = await start()
    const other = randomId()
    await redis().set(keyOf(other), JSON.stringify(await liveOf(id)))
    expect(await readMagicLinks([other])).toEqual([])
  })

  test('returns the live links, in the requested order', async () => {
    const [one, other] = [await start(), await start()]
    const read = await readMagicLinks([other.id, randomId(), one.id])
    expect(read.map(({ id }) => id)).toEqual([other.id, one.id])
    expect(await readMagicLinks([])).toEqual([])
  })
})

describe('endMagicLinks', () => {
  test('ends link and code, and records why', async () => {
    const { id, token } = await start()
    await endMagicLinks([await liveOf(id)])
    expect(await readMagicLinks([id])).toEqual([])
    expect(await findByToken(token)).toMatchObject({ state: 'dead', reason: 'too-many-tries' })
  })
})

describe('codeMatches', () => {
  test('accepts its own code and no other', async () => {
    const { id, code } = await start()
    const link = await liveOf(id)
    expect(codeMatches(link, code)).toBe(true)
    expect(codeMatches(link, code === '000000' ? '000001' : '000000')).toBe(false)
    expect(codeMatches(link, '')).toBe(false)
  })

  test('attack: one link’s code is worthless for another link', async () => {
    const [one, other] = [await start(), await start()]
    const swapped = { ...(await liveOf(other.id)), codeHash: (await liveOf(one.id)).codeHash }
    expect(codeMatches(swapped, one.code)).toBe(false)
  })

  test('still works after the secret was rotated', async () => {
    const { id, code } = await start()
    const link = await liveOf(id)
    vi.resetModules()
    vi.stubEnv('SESSION_SECRET', `aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF,${process.env.SESSION_SECRET}`)
    const rotated = await import('./magic-link')
    expect(rotated.codeMatches(link, code)).toBe(true)
  })
})
