import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtPlaces, type Secret, searchSecrets, settingsOf } from './secret-search'

const token: Secret = {
  kind: 'token',
  value: 'Vh2dXq9kTz4mNw7sLc0pRbAj8YfGeU3iKo6tQx1nHvDs5ZrWmCyBuPl2EaSgJkT4h',
}
const address: Secret = { kind: 'address', value: 'visitor-1f@example.com' }
const code: Secret = { kind: 'code', value: '012345' }
const all = [token, address, code]

const foundIn = (text: string, secrets = all) =>
  searchSecrets(secrets, [{ name: 'the log', text }]).map(({ kind }) => kind)

describe('searchSecrets', () => {
  test.each([
    ['as it is', token.value],
    ['within a word', `x${token.value}y`],
    ['at the very beginning and end', token.value],
    ['in base64', `{"body":"${Buffer.from(token.value).toString('base64')}"}`],
    ['in hexadecimal', Buffer.from(token.value).toString('hex')],
  ])('finds a planted token %s', (_, text) => {
    expect(foundIn(text)).toEqual(['token'])
  })

  test.each([
    'SET failed: {"email":"visitor-1f@example.com"}',
    '/?email=visitor-1f%40example.com',
    Buffer.from('visitor-1f@example.com').toString('base64'),
  ])('finds a planted address in %j', (text) => {
    expect(foundIn(text)).toEqual(['address'])
  })

  test.each(['code 012345', '{"code":"012345"}', '012 345', 'code=012-345&'])(
    'finds a planted code in %j',
    (text) => {
      expect(foundIn(text)).toEqual(['code'])
    },
  )

  test.each([
    '17638012345678',
    'a012345',
    '012345b',
    '0.012345678',
    'visitor-1g@example.com',
    token.value.slice(1),
    '',
  ])('finds nothing in %j', (text) => {
    expect(foundIn(text)).toEqual([])
  })

  test('says where, and repeats nothing of the secret', () => {
    const places = [
      { name: 'one', text: `requested ${address.value}, twice: ${address.value}` },
      { name: 'other', text: 'nothing' },
    ]
    expect(searchSecrets(all, places)).toEqual([
      { kind: 'address', place: 'one', excerpt: 'requested [address]' },
    ])
  })

  test('looks for nothing that is too short to be looked for', () => {
    expect(() => searchSecrets([{ kind: 'cookie', value: 'short' }], [])).toThrow('too short')
  })
})

describe('settingsOf', () => {
  test('each of several secrets is one', () => {
    const settings = settingsOf({
      SESSION_SECRET: 'one-of-them,another-one',
      RESEND_API_KEY: '',
      APP_URL: 'http://x',
    })
    expect(settings.map(({ value }) => value)).toEqual(['one-of-them', 'another-one'])
  })
})

describe('builtPlaces', () => {
  test('finds a planted setting in a script and in a prerendered page, and leaves the server’s own code alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'built-'))
    for (const path of ['static/chunks/a.js', 'server/route-cache/index.html', 'server/app/page.js']) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), 'e.key="re_local_123456"')
    }
    const found = searchSecrets([{ kind: 'setting', value: 're_local_123456' }], builtPlaces(folder))
    expect(found.map(({ place }) => place.slice(folder.length + 1)).sort()).toEqual([
      join('server', 'route-cache', 'index.html'),
      join('static', 'chunks', 'a.js'),
    ])
    rmSync(folder, { recursive: true })
  })
})
