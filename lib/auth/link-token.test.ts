import { describe, expect, test } from 'vitest'
import { hash } from '@/lib/platform/secrets'
import { format, matches, mint, parse } from './link-token'

describe('link tokens', () => {
  test('what is minted parses, and matches its own hash alone', () => {
    const [one, other] = [mint(), mint()]
    const parsed = parse(one.token)
    expect(parsed).toEqual({ id: one.id, secret: one.token.slice(22, -8) })
    expect(parsed && matches(parsed, one.secretHash)).toBe(true)
    expect(parsed && matches(parsed, other.secretHash)).toBe(false)
  })

  test('two tokens of one id have secrets of their own', () => {
    const one = mint()
    const other = mint(one.id)
    expect(other.id).toBe(one.id)
    expect(other.token).not.toBe(one.token)
    expect(other.secretHash).not.toBe(one.secretHash)
  })

  test('a secret has 256 bits, and only its hash is there to be stored', () => {
    const { id, token, secretHash } = mint()
    expect(Buffer.from(token.slice(22, -8), 'base64url')).toHaveLength(32)
    expect(secretHash).toBe(hash(token.slice(22, -8)))
    expect(token).toBe(format(id, token.slice(22, -8)))
  })

  test('attack: what isn’t shaped like a token is none, so that it costs no query', () => {
    const { token } = mint()
    const bad = [
      '',
      token.slice(1),
      `${token}A`,
      `${token}\n`,
      `../${token.slice(3)}`,
      token.replace(/./, '%'),
      token.slice(0, -8),
    ]
    for (const each of bad) expect(parse(each), each).toBeUndefined()
  })
})
