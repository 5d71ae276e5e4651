import { describe, expect, test } from 'vitest'
import { clientAddress } from './client-address'

const from = (value?: string) =>
  clientAddress(new Headers(value === undefined ? {} : { 'x-forwarded-for': value }))

describe('clientAddress', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%j counts as %j', (given, client) => {
    expect(from(given)).toBe(client)
  })

  test('believes the entry that the nearest proxy wrote, not those that the client sent', () => {
    expect(from('198.51.100.1, 198.51.100.2, 203.0.113.7')).toBe('203.0.113.7')
  })

  test('a neighbour in the same /64 is the same client, one in the next is another', () => {
    expect(from('2001:db8:1:2::aaaa')).toBe(from('2001:db8:1:2:ffff::1'))
    expect(from('2001:db8:1:2::aaaa')).not.toBe(from('2001:db8:1:3::aaaa'))
  })

  test('nonsense counts as itself, all together where there is none', () => {
    expect(from(':::nonsense')).toBe(':::nonsense')
    expect(from()).toBe('')
  })
})
