import { NextRequest } from 'next/server'
import { afterEach, expect, test, vi } from 'vitest'
import { days } from '@/lib/platform/time'

const older = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF'
const newer = 'Zk3v9Qw8xY7rT2uP5nM1bV6cX4zL0aSd'
const session = { id: 'x'.repeat(22), createdAt: Date.now(), remember: true }

afterEach(() => vi.unstubAllEnvs())

/** The modules as an instance with these secrets loads them. */
async function instance(secrets: string) {
  vi.resetModules()
  vi.stubEnv('SESSION_SECRET', secrets)
  const { sessionCookie } = await import('@/lib/auth/session-cookie')
  const { middleware } = await import('./middleware')
  const visit = (value: string) =>
    middleware(
      new NextRequest(new URL('/dashboard', process.env.APP_URL), {
        headers: { cookie: `${sessionCookie.name()}=${value}` },
      }),
    )
  return { sessionCookie, visit }
}

async function sealedBy(secrets: string): Promise<string> {
  const { sessionCookie } = await instance(secrets)
  let value = ''
  await sessionCookie.write(session, { set: (cookie) => (value = cookie.value) })
  return value
}

test('during a rotation, an instance that can’t open a session leaves its cookie alone', async () => {
  const value = await sealedBy(`${newer},${older}`)
  const { visit } = await instance(older)
  const response = await visit(value)
  expect(response.status).toBe(307)
  expect(response.headers.get('set-cookie')).toBeNull()
})

test('a session that has expired is cleared', async () => {
  const { sessionCookie, visit } = await instance(older)
  let value = ''
  const jar = { set: (cookie: { value: string }) => (value = cookie.value) }
  await sessionCookie.write({ ...session, createdAt: Date.now() - days(1), remember: false }, jar)
  const response = await visit(value)
  expect(response.status).toBe(307)
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
})

test('what can’t be a session is cleared', async () => {
  const { visit } = await instance(older)
  const response = await visit('nonsense')
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0')
})
