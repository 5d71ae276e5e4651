import { describe, expect, test } from 'vitest'
import { emailLines } from './lines'

const email = { to: ['visitor@example.com'], subject: 'Sign in' }

describe('emailLines', () => {
  test('shows who gets it, the first link, and the code', () => {
    const text =
      'Hello,\n\nopen http://localhost:3000/sign-in/a.b.\n\n  123456\n\nHelp: http://localhost:3000/help'
    expect(emailLines({ ...email, text })).toBe(
      'Email to visitor@example.com: Sign in\n  http://localhost:3000/sign-in/a.b\n  123456',
    )
  })

  test('takes no number for a code that is part of a sentence or a longer number', () => {
    expect(emailLines({ ...email, text: 'Order 123456 is here\n1234567' })).toBe(
      'Email to visitor@example.com: Sign in',
    )
  })

  test('is one line for an email without text', () => {
    expect(emailLines(email)).toBe('Email to visitor@example.com: Sign in')
  })

  test("leaves out what would steer the developer's terminal", () => {
    expect(emailLines({ ...email, subject: 'a\u001b[2Jb\r\nc' })).toBe('Email to visitor@example.com: a[2Jbc')
  })
})
