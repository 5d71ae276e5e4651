import { beforeEach, describe, expect, test, vi } from 'vitest'
import { days, hours, inSeconds, minutes } from '@/lib/platform/time'
import { sessionCookie } from './session-cookie'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)
const session = { id: 'x'.repeat(22), createdAt: started.getTime(), remember: true }

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

type Cookie = { value: string; maxAge?: number }

/** The cookie that a browser gets; undefined if it gets none. */
async function cookieFrom(write: (jar: { set(cookie: Cookie): void }) => Promise<void>) {
  let cookie: Cookie | undefined
  await write({ set: (it) => (cookie = it) })
  return cookie
}
type Contents = NonNullable<Awaited<ReturnType<typeof sessionCookie.read>>>
const written = async (contents: typeof session) => {
  const cookie = await cookieFrom((jar) => sessionCookie.write(contents, jar))
  if (!cookie) throw new Error('no cookie was written')
  return cookie
}
const refreshed = (contents: Contents) => cookieFrom((jar) => sessionCookie.refresh(contents, jar))
const read = (value: string | undefined) =>
  sessionCookie.read({ get: () => (value === undefined ? undefined : { value }) })

const contentsOf = async (cookie: { value: string } | undefined) => {
  const contents = await read(cookie?.value)
  if (!contents) throw new Error('no session')
  return contents
}

describe('sessionCookie', () => {
  test('expires when it hasn’t been used for 14 days', async () => {
    const { value, maxAge } = await written(session)
    expect(maxAge).toBe(inSeconds(days(14)))
    later(days(14) - 1)
    expect(await read(value)).toBeDefined()
    later(days(14))
    expect(await read(value)).toBeUndefined()
  })

  test('is renewed after five minutes, and no sooner', async () => {
    const contents = await contentsOf(await written(session))
    later(minutes(5) - 1)
    expect(await refreshed(contents)).toBeUndefined()
    later(minutes(5))
    const renewed = await refreshed(contents)
    expect(renewed?.maxAge).toBe(inSeconds(days(14)))
    expect(await contentsOf(renewed)).toEqual({ ...session, seenAt: started.getTime() + minutes(5) })
  })

  test('expires 30 days after the sign-in, however often it is renewed', async () => {
    let cookie: { value: string; maxAge?: number } = await written(session)
    for (const day of [10, 20, 29]) {
      later(days(day))
      const renewed = await refreshed(await contentsOf(cookie))
      if (!renewed) throw new Error('not renewed')
      cookie = renewed
    }
    expect(cookie.maxAge).toBe(inSeconds(days(1)))
    later(days(30) - 1)
    expect(await read(cookie.value)).toBeDefined()
    later(days(30))
    expect(await read(cookie.value)).toBeUndefined()
  })

  test('without "Keep me signed in", is deleted with the browser session, and expires after 12 hours of use', async () => {
    const cookie = await written({ ...session, remember: false })
    expect(cookie.maxAge).toBeUndefined()
    later(hours(11))
    const renewed = await refreshed(await contentsOf(cookie))
    expect(renewed).toBeDefined()
    expect(renewed?.maxAge).toBeUndefined()
    later(hours(12) - 1)
    expect(await read(renewed?.value)).toBeDefined()
    later(hours(12))
    expect(await read(renewed?.value)).toBeUndefined()
  })
})
