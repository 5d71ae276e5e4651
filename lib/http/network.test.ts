import { describe, expect, test } from 'vitest'
import { describeNetwork } from './network'

test.each([
  ['203.0.113.77', '203.0.113.…'],
  ['2001:db8:7:8:9:a:b:c', '2001:db8:7:…'],
  ['2001:db8::1', '2001:db8:0:…'],
  ['::ffff:203.0.113.77', '203.0.113.…'],
  ['::1', 'localhost'],
  ['127.0.0.1', 'localhost'],
  ['evil.example', ''],
  ['', ''],
])('shows %s as %s', (address, shown) => {
  expect(describeNetwork(new Headers({ 'X-Forwarded-For': address }))).toBe(shown)
})

describe('describeNetwork, if the host names the place', () => {
  const on = (headers: Record<string, string>) =>
    describeNetwork(new Headers({ 'X-Forwarded-For': '203.0.113.77', ...headers }), ['x-city', 'x-country'])

  test.each([
    ['Lyon', 'FR', 'Lyon, France (203.0.113.…)'],
    ['S%C3%A3o%20Paulo', 'BR', 'São Paulo, Brazil (203.0.113.…)'],
    ['', 'DE', 'Germany (203.0.113.…)'],
    ['%', 'XX', '203.0.113.…'],
    ['<b>https://evil.example', 'T1', 'b https evil.example, T1 (203.0.113.…)'],
  ])('shows %s and %s as %s', (city, country, shown) => {
    expect(on({ 'x-city': city, 'x-country': country })).toBe(shown)
  })

  test('attack: a header that the visitor wrote is ignored unless the host is configured to set it', () => {
    const headers = new Headers({ 'X-Forwarded-For': '203.0.113.77', 'x-city': 'Lyon' })
    expect(describeNetwork(headers)).toBe('203.0.113.…')
  })
})
