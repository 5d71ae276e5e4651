import { describe, expect, test } from 'vitest'
import { typedCode } from './typed-code'

describe('typedCode', () => {
  test.each([
    ['six digits', '012345'],
    ['as the email writes it', '012 345'],
    ['with a hyphen', '012-345'],
    ['with a dash, spaced', '012 – 345'],
    ['one by one', '0 1 2 3 4 5'],
    ['with spaces that aren’t ASCII', '\u00a0012\u202f345\u3000'],
    ['with invisible marks', '\u200e012\u200b345\u2069\ufeff'],
    ['with a period', '012345.'],
    ['in quotes', '“012 345”'],
    ['with words', 'Your code: 012 345'],
    ['with another number after it', 'Your code: 012 345. It expires in 10 minutes'],
    ['with another number before it', 'Within 10 minutes, enter 012345!'],
    ['twice the same', '012345, 012-345'],
    ['with a letter beside it', 'G-012345'],
    ['at the end of much', `${'word '.repeat(2000)}012345`],
    ['Arabic', '٠١٢٣٤٥'],
    ['full-width', '０１２ ３４５'],
    ['mathematical, beyond 16 bits', '𝟘𝟙𝟚𝟛𝟜𝟝'],
    ['of several scripts', '0१２٣𝟜٥'],
  ])('finds it %s', (_, typed) => {
    expect(typedCode(typed)).toBe('012345')
  })

  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['words', 'twelve'],
    ['five digits', '12345'],
    ['seven digits', '1234567'],
    ['seven with a space', '123 4567'],
    ['six that words divide', '12 34 5x6'],
    ['a time', '12:34:56'],
    ['an amount', '123,456'],
    ['two codes', '123456, 654321'],
    ['two codes without anything between', '123456 654321'],
    ['superscripts and circles', '¹²³④⑤⑥'],
    ['Roman numerals', 'ⅠⅡⅢⅣⅤⅥ'],
  ])('finds none in %s', (_, typed) => {
    expect(typedCode(typed)).toBeUndefined()
  })

  test('knows the digits of every script that Node.js can write', () => {
    const systems = Intl.supportedValuesOf('numberingSystem').filter((system) =>
      /^\p{Nd}$/u.test(new Intl.NumberFormat('en', { numberingSystem: system }).format(0)),
    )
    expect(systems.length).toBeGreaterThan(50)
    for (const numberingSystem of systems) {
      const write = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false })
      expect([typedCode(write.format(123456)), typedCode(write.format(987650))], numberingSystem).toEqual([
        '123456',
        '987650',
      ])
    }
  })

  // In steps that grew with the square of the length, this would take longer than a test may.
  test('attack: as much as a form takes, of almost nothing but separators, is read in one go', () => {
    expect(typedCode(`${'1'.padEnd(50_000)}x${'1-'.repeat(25_000)}`)).toBeUndefined()
  })
})
