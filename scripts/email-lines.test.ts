import { describe, expect, test } from 'vitest'
import { mailLines } from './email-lines'

const mail = { to: ['visitor@example.com'], subject: 'Sign in' }

describe('mailLines', () => {
  test('shows who gets it, the first link, and the code', () => {
    const text =
      'Hello,\n\nopen http://localhost:3000/magic-link/a.b.\n\n  123456\n\nHelp: http://localhost:3000/help'
    expect(mailLines({ ...mail, text })).toBe(
      'Mail to visitor@example.com: Sign in\n  http://localhost:3000/magic-link/a.b\n  123456',
    )
  })

  test('takes no number for a code that is part of a sentence or a longer number', () => {
    expect(mailLines({ ...mail, text: 'Order 123456 is here\n1234567' })).toBe(
      'Mail to visitor@example.com: Sign in',
    )
  })

  test('is one line for a mail without text', () => {
    expect(mailLines(mail)).toBe('Mail to visitor@example.com: Sign in')
  })

  test("leaves out what would steer the developer's terminal", () => {
    expect(mailLines({ ...mail, subject: 'a\u001b[2Jb\r\nc' })).toBe('Mail to visitor@example.com: a[2Jbc')
  })
})
