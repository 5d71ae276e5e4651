import { describe, expect, test } from 'vitest'
import { mailboxOf } from './mailbox'

describe('mailboxOf', () => {
  test.each([
    ['ann@example.com', 'ann@example.com'],
    ['ann.lee@example.com', 'ann.lee@example.com'],
    ['ann+shop@example.com', 'ann@example.com'],
    ['ann+shop+2026@example.com', 'ann@example.com'],
    ['ann.lee+shop@example.com', 'ann.lee@example.com'],
    ['+ann@example.com', '+ann@example.com'],
    ['ann@gmail.com', 'ann@gmail.com'],
    ['a.n.n@gmail.com', 'ann@gmail.com'],
    ['an.n+shop.2026@gmail.com', 'ann@gmail.com'],
    ['ann@googlemail.com', 'ann@gmail.com'],
    ['a.nn+x@googlemail.com', 'ann@gmail.com'],
    ['a.nn@notgmail.com', 'a.nn@notgmail.com'],
    ['a.nn@gmail.com.example', 'a.nn@gmail.com.example'],
  ])('counts %s as %s', (address, mailbox) => {
    expect(mailboxOf(address)).toBe(mailbox)
  })
})
