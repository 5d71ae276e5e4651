import { describe, expect, test } from 'vitest'
import { isActionCall, takesForm } from './action-call'

const BOUNDARY = '----formdata-undici-012345678901'
const bodyOf = (fields: [name: string, value: string][]) =>
  `${fields.map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--${BOUNDARY}--\r\n`
const EMAIL: [string, string] = ['_1_email', 'ann@example.com']
const call = (args: string) => bodyOf([EMAIL, ['0', args]])

describe('isActionCall', () => {
  test.each([
    ['["$K1"]'],
    ['[{},"$K1"]'],
    ['["$undefined","$Ka"]'],
    ['[{"email":"ann@example.com","problem":"$$5 too few","challenge":{"ticket":"x","bits":18}},"$K1"]'],
  ])('knows what our pages send: %s', (args) => {
    expect(isActionCall(call(args))).toBe(true)
  })

  test.each([
    [''],
    ['{'],
    ['null'],
    ['[]'],
    ['["a","b"]'],
    ['[{},{"email":"ann@example.com"}]'],
    ['[{},"$F1"]'],
    ['["$T","$K1"]'],
    ['[{"a":["$Q1"]},"$K1"]'],
    ['["$K1",{}]'],
    ['['.repeat(20_000)],
  ])('attack: refuses arguments that aren’t a form: %.20s', (args) => {
    expect(isActionCall(call(args))).toBe(false)
  })

  test('attack: refuses a body with two lists of arguments, or none', () => {
    expect(isActionCall(bodyOf([['0', '["$K1"]'], EMAIL, ['0', '["$T"]']]))).toBe(false)
    expect(isActionCall(bodyOf([EMAIL]))).toBe(false)
  })
})

test.each([
  ['00', false],
  ['40', true],
  ['60', true],
  ['', false],
  ['__proto__', false],
])('an action whose id begins with %j takes a form: %s', (id, takes) => {
  expect(takesForm(id.padEnd(42, '0'))).toBe(takes)
})
