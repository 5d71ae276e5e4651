import { sealData } from 'iron-session'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { rawKey } from './sealed-cookie'

const older = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF'
const newer = 'Zk3v9Qw8xY7rT2uP5nM1bV6cX4zL0aSd'
const session = { id: 'x'.repeat(22), createdAt: Date.now(), remember: true }

/** The modules as an instance with this environment loads them. */
async function instance(variables: Record<string, string> = {}) {
  vi.resetModules()
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  const { sessionCookie } = await import('@/lib/auth/session-cookie')
  const { pendingCookie } = await import('@/lib/auth/pending-cookie')
  const { deviceCookie } = await import('@/lib/auth/device')
  return { sessionCookie, pendingCookie, deviceCookie }
}

type Writable = { write(contents: never, jar: { set(cookie: Cookie): void }): Promise<void> }
type Cookie = { name: string; value: string; maxAge?: number }

/** The cookie that a browser gets. */
async function written(cookie: Writable, contents: unknown): Promise<Cookie> {
  let given: Cookie | undefined
  await cookie.write(contents as never, { set: (it) => (given = it) })
  if (!given) throw new Error('no cookie was written')
  return given
}

/** A browser that sends this value for every cookie. */
const sending = (value: string | undefined) => ({ get: () => (value === undefined ? undefined : { value }) })

afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

describe('sealedCookie', () => {
  test('reads back what it sealed', async () => {
    const { sessionCookie } = await instance()
    const cookie = await written(sessionCookie, session)
    expect(await sessionCookie.read(sending(cookie.value))).toMatchObject(session)
  })

  test('is __Host-, Secure, HttpOnly and Lax under https', async () => {
    const { sessionCookie } = await instance({ APP_URL: 'https://login.acme.test' })
    expect(await written(sessionCookie, session)).toMatchObject({
      name: '__Host-session',
      secure: true,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: 14 * 24 * 60 * 60,
    })
  })

  test('has no prefix and no Secure on http://localhost, because Safari refuses them there', async () => {
    const { sessionCookie } = await instance()
    expect(await written(sessionCookie, session)).toMatchObject({
      name: 'session',
      secure: false,
      httpOnly: true,
    })
  })

  test('with the longest address, still fits into what browsers keep', async () => {
    const { deviceCookie } = await instance()
    const email = `${'a'.repeat(64)}@${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(58)}.co`
    expect(email).toHaveLength(254)
    const device = { id: 'x'.repeat(22), email, since: Date.now() }
    const { name, value } = await written(deviceCookie, device)
    expect(name.length + value.length).toBeLessThan(4096)
    expect(await deviceCookie.read(sending(value))).toEqual(device)
  })

  test('attack: a pending cookie doesn’t pass for a session, or a session for a pending cookie', async () => {
    const { sessionCookie, pendingCookie } = await instance()
    // Sealed with the session's own contents, so that only the purpose can tell.
    const { keysFor } = await import('./secrets')
    const contents = { ...session, seenAt: Date.now() }
    const genuine = await sealData(contents, { password: rawKey(keysFor('session cookie')[0] as string) })
    expect(await sessionCookie.read(sending(genuine))).toEqual(contents)
    const forged = await sealData(contents, { password: rawKey(keysFor('device cookie')[0] as string) })
    expect(await sessionCookie.read(sending(forged))).toBeUndefined()
    expect(await pendingCookie.read(sending((await written(sessionCookie, session)).value))).toBeUndefined()
  })

  test('attack: a seal made with the plain secret is worthless', async () => {
    const { sessionCookie } = await instance({ SESSION_SECRET: newer })
    expect(
      await sessionCookie.read(
        sending(await sealData({ ...session, seenAt: Date.now() }, { password: newer })),
      ),
    ).toBeUndefined()
  })

  test('a cookie sealed with the second secret stays valid, one with a removed secret doesn’t', async () => {
    const before = await instance({ SESSION_SECRET: older })
    const { value } = await written(before.sessionCookie, session)
    const rotated = await instance({ SESSION_SECRET: `${newer},${older}` })
    expect(await rotated.sessionCookie.read(sending(value))).toMatchObject(session)
    const removed = await instance({ SESSION_SECRET: newer })
    expect(await removed.sessionCookie.read(sending(value))).toBeUndefined()
  })

  test('expires after its lifetime', async () => {
    const { deviceCookie } = await instance()
    const { value } = await written(deviceCookie, { id: 'x'.repeat(22), email: 'ann@example.com', since: 0 })
    // iron-session allows for clocks that differ by a minute.
    vi.setSystemTime(Date.now() + 400 * 24 * 60 * 60 * 1000 + 61_000)
    expect(await deviceCookie.read(sending(value))).toBeUndefined()
  })

  test('malformed, truncated, doubled and oversized values read as no cookie, and nothing throws', async () => {
    const { sessionCookie } = await instance()
    const { value } = await written(sessionCookie, session)
    const bad = [
      undefined,
      '',
      'x',
      '~',
      '~2',
      'Fe26.2',
      'Fe26.2*1***********~2',
      'Fe26.2*1*a*b*c*d*e*f~2',
      `${'*'.repeat(7)}~2`,
      value.slice(0, -1),
      value.slice(0, value.length / 2),
      value.slice(1),
      value + value,
      `${value}; ${value}`,
      value.replace('~2', '~1'),
      value.replace(/.(?=~2$)/, (last) => (last === 'A' ? 'B' : 'A')),
      'a'.repeat(8000),
      '\u0000',
      '%ff',
    ]
    for (const each of bad) expect(await sessionCookie.read(sending(each)), String(each)).toBeUndefined()
  })

  test('checks the contents: one of our seals with other contents reads as no cookie', async () => {
    const { sessionCookie } = await instance()
    const { keysFor } = await import('./secrets')
    for (const contents of [
      {},
      { id: 7 },
      { id: 'short', createdAt: Date.now(), seenAt: Date.now(), remember: true },
      [],
      'text',
    ]) {
      const value = await sealData(contents, { password: rawKey(keysFor('session cookie')[0] as string) })
      expect(await sessionCookie.read(sending(value))).toBeUndefined()
    }
  })
})
