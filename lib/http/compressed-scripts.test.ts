import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test, vi } from 'vitest'
import { choose, compressedIn } from './compressed-scripts'

const ask = (url: string, accept?: string) => {
  const request = { url, headers: { 'accept-encoding': accept } }
  const setHeader = vi.fn()
  choose({ request, response: { setHeader } }, new Set(['a.js']))
  return { url: request.url, headers: setHeader.mock.calls }
}

test.each(['gzip, deflate, br', 'br', 'gzip, deflate, br, zstd', 'br;q=1.0, gzip'])(
  'to a browser that accepts %s, the compressed form goes out, and is called what it is',
  (accept) => {
    expect(ask('/_next/static/chunks/a.js', accept)).toEqual({
      url: '/_next/static/chunks/a.js.br',
      headers: [
        ['Content-Encoding', 'br'],
        ['Content-Type', 'application/javascript; charset=UTF-8'],
      ],
    })
  },
)

test.each<[string, string?]>([
  ['/_next/static/chunks/a.js'],
  ['/_next/static/chunks/a.js', 'gzip, deflate'],
  ['/_next/static/chunks/a.js', 'gzip, br;q=0'],
  ['/_next/static/chunks/b.js', 'br'],
  ['/_next/static/chunks/a.js?b', 'br'],
  ['/_next/static/chunks/../a.js', 'br'],
  ['/_next/static/chunks/a.js.br', 'br'],
  ['/a.js', 'br'],
  ['/', 'br'],
])('%s stays as it is, for %s', (url, accept) => {
  expect(ask(url, accept)).toEqual({ url, headers: [] })
})

test('knows which scripts have a compressed form', () => {
  const folder = mkdtempSync(join(process.cwd(), '.compressed-'))
  try {
    for (const name of ['a.js', 'a.js.br', 'b.js', 'c.css.br']) writeFileSync(join(folder, name), '')
    expect(compressedIn(relative(process.cwd(), folder))).toEqual(new Set(['a.js']))
    expect(compressedIn('nowhere')).toEqual(new Set())
  } finally {
    rmSync(folder, { recursive: true })
  }
})
