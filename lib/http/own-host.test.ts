import { describe, expect, test } from 'vitest'
import { keep } from './own-host'

const OWN = { host: 'app.example.com', protocol: 'https' }
const VISIT = { 'sec-fetch-mode': 'navigate' }

function kept(headers: Record<string, string>, { method = 'GET', url = '/account?a=b' } = {}) {
  const request = { method, url, headers: { ...headers } as Record<string, string> }
  keep(request, OWN)
  return request
}

describe('keep', () => {
  test.each([
    [{ host: 'localhost:3000' }],
    [{ host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }],
    [{}],
  ])('names APP_URL, whatever %j says', (headers) => {
    expect(kept(headers).headers).toMatchObject({
      host: 'app.example.com',
      'x-forwarded-host': 'app.example.com',
      'x-forwarded-proto': 'https',
    })
  })

  test.each([
    [{ host: 'www.example.com' }],
    [{ host: 'Old.Example.org:8443' }],
    [{ host: 'localhost:3000', 'x-forwarded-host': 'www.example.com, proxy.internal' }],
  ])('leads a visit to %j to the same page', (headers) => {
    expect(kept({ ...headers, ...VISIT }).url).toBe('/other-host?path=%2Faccount%3Fa%3Db')
  })

  test.each([
    ['its own name', { host: 'app.example.com', ...VISIT }],
    ['its own name, with a port', { host: 'APP.example.com:443', ...VISIT }],
    ['the name that the proxy forwards', { host: 'x.example', 'x-forwarded-host': OWN.host, ...VISIT }],
    ['an address', { host: '203.0.113.7', ...VISIT }],
    ['an address with a port', { host: '[2001:db8::1]:3000', ...VISIT }],
    ['a name inside a network', { host: 'app:3000', ...VISIT }],
    ['another', { host: 'app.svc.cluster.local:3000', ...VISIT }],
    ['another name, by a program', { host: 'www.example.com' }],
    ['another name, led here just now', { host: 'www.example.com', cookie: 'a=b; led-here=1', ...VISIT }],
    ['no name', VISIT],
  ])('lets a visit to %s be', (_, headers) => {
    expect(kept(headers as Record<string, string>).url).toBe('/account?a=b')
  })

  test('lets a form be: its origin says where it comes from', () => {
    expect(kept({ host: 'www.example.com', ...VISIT }, { method: 'POST' }).url).toBe('/account?a=b')
  })
})
