import { describe, expect, test } from 'vitest'
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
  ])('%s reads email at %s', (email, name) => {
    const webmail = webmailFor(email)
    expect(webmail?.name).toBe(name)
    expect(new URL(webmail?.url ?? '').protocol).toBe('https:')
  })

  test('searches for our sender if the provider allows that', () => {
    expect(webmailFor('ann@gmail.com')?.url).toContain('from%3Asign-in%40example.com')
  })

  test.each(['ann@example.com', 'ann@gmail.com.evil.example', 'gmail.com@example.com'])(
    'knows no webmail for %s',
    (email) => {
      expect(webmailFor(email)).toBeUndefined()
    },
  )
})
