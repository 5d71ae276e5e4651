import { expect, test } from 'vitest'
import { storeLink } from '@/e2e/support/redemption'
import { findLink, withoutChoices } from './open-link'
import { wantsRemember } from './remember'

test('attack: another browser gets neither the place nor the "Keep me signed in" that the requester chose', async () => {
  const { token, email } = await storeLink({ next: '/account/sessions', remember: true })
  const found = await findLink(token)
  if (found.state === 'unknown') throw new Error('not found')
  // The premise: the requesting browser gets both.
  expect(found).toMatchObject({ attempt: { next: '/account/sessions' }, link: { remember: true } })
  expect(withoutChoices(found)).toMatchObject({
    ...{ state: 'live', attempt: { email, next: '/dashboard' }, link: { remember: false } },
  })
})

test('attack: a robot that posts a form without its fields isn’t kept signed in', () => {
  const form = new FormData()
  expect(wantsRemember(form, false)).toBe(false)
  for (const [value, kept] of [
    ['no', false],
    ['yes', true],
  ] as const) {
    form.append('remember', value)
    expect(wantsRemember(form, false)).toBe(kept)
  }
})
