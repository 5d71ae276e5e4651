import { describe, expect, test } from 'vitest'
import { clientAddress, networkOf } from './client-address'

const from = (value?: string, trust?: { header: string; proxies: number }) =>
  clientAddress(
    new Headers(value === undefined ? {} : { [trust?.header ?? 'x-forwarded-for']: value }),
    trust,
  )

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
    ['203.0.113.7:52114', '203.0.113.7'],
    ['[2001:db8:1:2::1]:52114', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]', '2001:db8:1:2::/64'],
    ['::ffff:203.0.113.7:52114', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:52114', '203.0.113.7'],
    ['[fe80::1%eth0]:52114', 'fe80:0:0:0::/64'],
    ['2001:db8:1:2:3:4:203.0.113.7', '2001:db8:1:2::/64'],
    // Mapped and NAT64 addresses, in their other spellings.
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['::FFFF:CB00:7107%eth0', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['64:ff9b::cb00:7107', '203.0.113.7'],
    ['64:ff9b::203.0.113.7', '203.0.113.7'],
    ['64:ff9b:1::203.0.113.7', '64:ff9b:1:0::/64'],
  ])('counts %j as %j', (header, client) => {
    expect(from(header)).toBe(client)
  })

  test('attack: only the nearest proxy’s entry counts, not what the client wrote itself', () => {
    expect(from('198.51.100.1, 198.51.100.2, 203.0.113.7')).toBe('203.0.113.7')
    expect(from('198.51.100.1,,203.0.113.7')).toBe('203.0.113.7')
  })

  test('attack: behind two proxies, the second entry from the end counts, whatever the client puts before it', () => {
    const trust = { header: 'x-forwarded-for', proxies: 2 }
    expect(from('203.0.113.7, 10.0.0.1', trust)).toBe('203.0.113.7')
    expect(from('198.51.100.1, 203.0.113.7, 10.0.0.1', trust)).toBe('203.0.113.7')
  })

  test('attack: requests that bypassed one of the proxies are all counted together', () => {
    const trust = { header: 'x-forwarded-for', proxies: 2 }
    expect(from('198.51.100.1', trust)).toBe('')
    expect(from('198.51.100.2', trust)).toBe('')
  })

  test('attack: if a host’s own header is trusted, no other one counts', () => {
    const headers = new Headers({ 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.1' })
    expect(clientAddress(headers, { header: 'cf-connecting-ip', proxies: 1 })).toBe('203.0.113.7')
    headers.delete('cf-connecting-ip')
    expect(clientAddress(headers, { header: 'cf-connecting-ip', proxies: 1 })).toBe('')
  })

  test('an address in the same /64 is the same client, one in the next /64 is another', () => {
    expect(from('2001:db8:1:2::aaaa')).toBe(from('2001:db8:1:2:ffff::1'))
    expect(from('2001:db8:1:2::aaaa')).not.toBe(from('2001:db8:1:3::aaaa'))
  })

  test.each([
    ...[
      ':::nonsense',
      'unknown',
      '203.0.113',
      '203.0.113.256',
      '203.0.113.007',
      '2001:db8',
      '1:2:3',
      '12345::',
    ],
    ...['203.0.113.7/32', '203.0.113.7:', '::ffff:203.0.113.7:', '[203.0.113.7', '[]', '[unknown]', '%eth0'],
  ])('attack: %j is no address, and can’t make a client of its own', (entry) => {
    expect(from(entry)).toBe('')
  })

  test('counts all requests without the header together', () => {
    expect(from()).toBe('')
  })
})

describe('networkOf', () => {
  test.each([
    ['2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['0:0:0:0::/64', '0:0:0::/48'],
    ['203.0.113.7', '203.0.113.7'],
    ['', ''],
  ])('is, for the client %j, %j', (client, network) => {
    expect(networkOf(client)).toBe(network)
  })

  test('attack: every client of one /48 is in the same network', () => {
    const clients = ['2001:470:1234:0::1', '2001:470:1234:1::1', '2001:470:1234:ffff::1'].map((each) =>
      from(each),
    )
    expect(new Set(clients).size).toBe(3)
    expect(new Set(clients.map(networkOf))).toEqual(new Set(['2001:470:1234::/48']))
    expect(networkOf(from('2001:470:1235::1'))).toBe('2001:470:1235::/48')
  })
})
