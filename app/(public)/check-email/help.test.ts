import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { plainText } from '@/e2e/support/form'
import { checkEmail } from '@/lib/copy/dictionaries/en'
import { Help } from './help'

const render = (props: Omit<Parameters<typeof Help>[0], 't'>) =>
  plainText(renderToStaticMarkup(createElement(Help, { t: checkEmail.help, ...props })))

test('is there from the beginning, and open once the visitor has waited', () => {
  expect(render({ isLate: false })).toContain('<details>')
  expect(render({ isLate: true })).toContain('<details open="">')
  for (const hint of checkEmail.help.hints) expect(render({ isLate: false })).toContain(hint)
})

test('names whom to write to only if the operator has said so', () => {
  const [{ length }] = [checkEmail.help.hints]
  const items = (page: string) => page.split('<li>').length - 1
  expect(items(render({ isLate: true }))).toBe(length)
  expect(render({ isLate: true, contact: 'support@example.com' })).toContain(
    'write to <a href="mailto:support@example.com">support@example.com</a>.',
  )
  expect(render({ isLate: true, contact: 'https://example.com/help/' })).toContain(
    'visit <a href="https://example.com/help/">example.com/help</a>.',
  )
})
