import { describe, expect, test } from 'vitest'
import { readArguments } from './arguments'

describe('readArguments', () => {
  test.each([
    [['list'], { command: 'list', after: undefined, limit: 100 }],
    [
      ['list', '--after=Bob@example.com', '--limit', '1000'],
      { command: 'list', after: 'bob@example.com', limit: 1000 },
    ],
    [['show', ' Ann@EXAMPLE.com'], { command: 'show', email: 'ann@example.com', yes: false }],
    [['disable', '--', '-ann@example.com'], { command: 'disable', email: '-ann@example.com', yes: false }],
    [['delete', 'ann@example.com', '--yes'], { command: 'delete', email: 'ann@example.com', yes: true }],
  ])('understands %j', (words, expected) => {
    expect(readArguments(words)).toEqual(expected)
  })

  test.each([
    [[], /^Say what to do: npm run users -- list\|show\|end-sessions\|disable\|enable\|delete ADDRESS$/],
    [['drop'], /^Say what to do/],
    [['constructor', 'ann@example.com'], /^Say what to do/],
    [['list', 'ann@example.com'], /^Say what to do/],
    [['show', 'ann@example.com', 'bob@example.com'], /^Say what to do/],
    [['show', '--force', 'ann@example.com'], /^Say what to do: .*--yes to delete\./],
    [['show'], /^Say which user: npm run users -- show ADDRESS$/],
    [['disable', 'ann'], /^That is not an email address\.$/],
    [['disable', ''], /^That is not an email address\.$/],
    [['list', '--limit', '0'], /^--limit must be a number from 1 to 1000\.$/],
    [['list', '--limit', '1001'], /^--limit must be/],
    [['list', '--limit', 'many'], /^--limit must be/],
    [['list', '--after', 'bob'], /^That is not an email address\.$/],
  ])('refuses %j in one line', (words, message) => {
    expect(() => readArguments(words)).toThrow(message)
    expect(() => readArguments(words)).not.toThrow(/\n/)
  })
})
