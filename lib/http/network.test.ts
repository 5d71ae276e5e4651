import { expect, test } from 'vitest'
import { describeNetwork } from './network'

test.each([
  ['203.0.113.77', '203.0.113.…'],
  ['2001:db8:7:8:9:a:b:c', '2001:db8:7:…'],
  ['2001:db8::1', '2001:db8:0:…'],
  ['::ffff:203.0.113.77', '203.0.113.…'],
  ['evil.example', ''],
  ['', ''],
])('%s is shown as %s', (address, shown) => {
  expect(describeNetwork(new Headers({ 'X-Forwarded-For': address }))).toBe(shown)
})
