import { describe, expect, test } from 'vitest'
import { lines, oneLine, unlinked } from './plain-text'

describe('oneLine', () => {
  test('attack: a value can’t start a new line, or reverse what follows', () => {
    expect(oneLine(' a\r\n\r\nhttps://evil.example\u2028b\u202ec\u200bd\0 ')).toBe(
      'a https://evil.example b c d',
    )
  })
})

describe('unlinked', () => {
  test('attack: what a browser says about itself never becomes a link in an email app', () => {
    expect(unlinked('https://evil.example/x or evil.example or a@evil.example')).toBe(
      'https //evil example/x or evil example or a evil example',
    )
  })

  test('leaves real names alone', () => {
    for (const name of [
      'Mobile Safari on iOS 18.2',
      'St. Gallen, Switzerland',
      'WebKit/537.36 on Mac OS',
      ...['203.0.113.…', 'Lyon, France (203.0.113.…)', '2001:db8:1:…', '2001:db8:abcd:…'],
    ])
      expect(unlinked(name)).toBe(name)
  })
})

describe('lines', () => {
  test('leaves out what isn’t known', () => {
    expect(
      lines([
        ['When', 'now'],
        ['Where', undefined],
        ['Who', ''],
        ['What', 'x'],
      ]),
    ).toBe('When: now\nWhat: x')
  })
})
