import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { sentence } from './sentence'

const greeting = <P extends ReactNode>(email: P, when: string) => sentence`${email} signed in ${when}.`

test('a sentence about texts is a text', () => {
  expect(greeting('ann@example.com', 'just now')).toBe('ann@example.com signed in just now.')
  expect(sentence`Nothing was changed.`).toBe('Nothing was changed.')
})

test('a sentence about elements renders them, with one text between two of them', () => {
  const strong = createElement('strong', null, 'ann@example.com')
  expect(renderToStaticMarkup(greeting(strong, 'just now'))).toBe(
    '<strong>ann@example.com</strong> signed in just now.',
  )
  const both = sentence`From ${strong}, ${'an hour'} ago`
  expect((both as { props: { children: unknown } }).props.children).toEqual([
    'From ',
    strong,
    ', an hour ago',
  ])
})
