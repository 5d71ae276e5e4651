import { beforeEach, describe, expect, test, vi } from 'vitest'
import { rejectRequest } from './reject-request'

const LINK = 'http://localhost:3000/magic-link/c2VjcmV0'
const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
beforeEach(() => warnings.mockClear())

type Sent = { method?: string; url?: string; headers?: Record<string, string>; body?: BodyInit }
const send = ({ method = 'POST', url = LINK, headers = {}, body }: Sent) =>
  rejectRequest(new Request(url, { method, headers, body, ...(body && { duplex: 'half' }) } as RequestInit))

const form = new FormData()
form.set('email', 'ann@example.com')

/** A body of that many bytes, without a Content-Length. */
const stream = (size: number) =>
  new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < size; sent += 1000)
        controller.enqueue(new Uint8Array(Math.min(1000, size - sent)))
      controller.close()
    },
  })

describe('rejectRequest', () => {
  test.each<[string, Sent]>([
    ['a visit', { method: 'GET', headers: { 'Sec-Fetch-Site': 'cross-site' } }],
    ['one of our forms', { headers: { Origin: 'http://localhost:3000' }, body: form }],
    ['a program’s POST without a body', {}],
    ['a body of exactly the maximum size', { body: stream(50_000) }],
    ['a call of an action that takes no form', { headers: { 'Next-Action': '00aa' }, body: '[]' }],
  ])('lets %s pass', async (_, sent) => {
    expect(await send(sent)).toBeUndefined()
    expect(warnings).not.toHaveBeenCalled()
  })

  test.each<[number, string, Sent]>([
    [403, 'a form of another site', { headers: { Origin: 'https://evil.example' }, body: form }],
    [
      403,
      'another site’s preflight request',
      { method: 'OPTIONS', headers: { Origin: 'https://evil.example' } },
    ],
    [405, 'a method that none of our routes has', { method: 'DELETE' }],
    [405, 'a POST to a file', { url: 'http://localhost:3000/style.css' }],
    [413, 'a body one byte too large', { body: stream(50_001) }],
    [413, 'a body that says it is too large', { headers: { 'Content-Length': '50001' }, body: 'x' }],
    [413, 'a body that lies about its size', { headers: { 'Content-Length': '5' }, body: stream(60_000) }],
    [
      400,
      'a form cut short',
      { headers: { 'Content-Type': 'multipart/form-data; boundary=abc' }, body: '--abc\r\n' },
    ],
    [
      400,
      'a call without the form that its action takes',
      { headers: { 'Next-Action': '40aa' }, body: '[]' },
    ],
    [400, 'a call with what its action doesn’t take', { headers: { 'Next-Action': '00aa' }, body: '["$T"]' }],
    [400, 'a form without its boundary', { headers: { 'Content-Type': 'multipart/form-data' }, body: 'x' }],
  ])('responds with %i to %s', async (status, _, sent) => {
    const response = await send(sent)
    expect(response?.status).toBe(status)
    expect(response?.headers.get('cache-control')).toBe('no-store')
  })

  test('logs a foreign request, without the link’s secret and where it came from', async () => {
    await send({ headers: { Origin: 'https://ann@evil.example' } })
    expect(JSON.parse(warnings.mock.calls.flat().join())).toEqual({
      time: expect.any(String),
      level: 'warn',
      event: 'request.foreign_origin',
      method: 'POST',
      path: '/magic-link',
    })
  })
})
