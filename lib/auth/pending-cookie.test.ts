import { describe, expect, test } from 'vitest'
import { randomId } from '@/lib/platform/secrets'
import { hours, inSeconds } from '@/lib/platform/time'
import { pendingCookie } from './pending-cookie'

/** A browser that sends this value. */
const read = (value: string | undefined) =>
  pendingCookie.read({ get: () => (value === undefined ? undefined : { value }) })

async function written(pending: Parameters<typeof pendingCookie.write>[0]) {
  const given: { value: string; maxAge?: number; httpOnly: boolean }[] = []
  await pendingCookie.write(pending, { set: (cookie) => given.push(cookie) })
  const [cookie] = given
  if (!cookie) throw new Error('no cookie was written')
  return cookie
}

describe('pendingCookie', () => {
  test('reads back what it wrote, with or without an attempt', async () => {
    for (const pending of [
      { bindingSecret: randomId(), attemptId: randomId() },
      { bindingSecret: randomId(), attemptId: undefined },
    ]) {
      const cookie = await written(pending)
      expect(cookie).toMatchObject({ httpOnly: true, maxAge: inSeconds(hours(2)) })
      expect(await read(cookie.value)).toEqual(pending)
    }
  })

  test('attack: malformed, doubled and oversized values read as no cookie', async () => {
    const { value } = await written({ bindingSecret: randomId(), attemptId: randomId() })
    expect(await read(value)).toBeDefined()
    for (const bad of [
      ...[undefined, '', 'x', '~', '%ff', '\u0000', '*'.repeat(44), 'a'.repeat(8000)],
      ...[value.slice(1), value.slice(0, -1), value.slice(0, 23), `${value}x`, value + value],
      ...[` ${value}`, `${value}\n`, `${value}; ${value}`, `${value.slice(0, 43)}é`],
    ]) {
      expect(await read(bad), String(bad)).toBeUndefined()
    }
  })
})
