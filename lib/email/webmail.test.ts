import { describe, expect, test } from 'vitest'
import { suggestEmail } from './suggestion'
import { webmailFor } from './webmail'

describe('webmailFor', () => {
  test.each([
    ['ann@gmail.com', 'Gmail'],
    ['ann@hotmail.com', 'Outlook'],
    ['ann@yahoo.com', 'Yahoo Mail'],
    ['ann@icloud.com', 'iCloud Mail'],
    ['ann@proton.me', 'Proton Mail'],
    ['ann@fastmail.com', 'Fastmail'],
    ['ann@gmx.de', 'GMX'],
  ])('%s reads mail at %s', (email, name) => {
    const mailbox = webmailFor(email)
    expect(mailbox?.name).toBe(name)
    expect(new URL(mailbox?.url ?? '').protocol).toBe('https:')
  })

  test('looks for our sender where it can', () => {
    expect(webmailFor('ann@gmail.com')?.url).toContain('from%3Asign-in%40example.com')
  })

  test.each(['ann@example.com', 'ann@gmail.com.evil.example', 'gmail.com@example.com'])(
    '%s: nowhere',
    (email) => {
      expect(webmailFor(email)).toBeUndefined()
    },
  )
})

describe('suggestEmail', () => {
  test.each([
    ['ann@gmial.com', 'ann@gmail.com'],
    ['ann@hotmial.com', 'ann@hotmail.com'],
    ['ann@yaho.com', 'ann@yahoo.com'],
    ['ann+news@gmail.con', 'ann+news@gmail.com'],
  ])('%s: %s', (typed, meant) => {
    expect(suggestEmail(typed)).toBe(meant)
  })

  test.each(['ann@gmail.com', 'ann@example.com', 'ann@acme.io', 'ann@gmx.de', 'ann@me.com'])(
    '%s is right',
    (typed) => {
      expect(suggestEmail(typed)).toBeUndefined()
    },
  )
})
