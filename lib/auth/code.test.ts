import { afterEach, describe, expect, test, vi } from 'vitest'
import { newRequest } from '@/e2e/support/redemption'
import { codeMatches } from './code'

const aboutOf = ({ request }: ReturnType<typeof newRequest>) => ({
  bindingHash: request.bindingHash,
  codeHash: request.link.codeHash,
})

afterEach(() => vi.unstubAllEnvs())

describe('codeMatches', () => {
  test('accepts its own code and no other', () => {
    const requested = newRequest()
    const { code } = requested
    expect(codeMatches(aboutOf(requested), code)).toBe(true)
    expect(codeMatches(aboutOf(requested), code === '000000' ? '000001' : '000000')).toBe(false)
    expect(codeMatches(aboutOf(requested), '')).toBe(false)
  })

  test('attack: one browser’s code is worthless for another browser’s link', () => {
    const [one, other] = [newRequest(), newRequest()]
    expect(codeMatches(aboutOf(one), one.code)).toBe(true)
    const swapped = { ...aboutOf(other), codeHash: aboutOf(one).codeHash }
    expect(codeMatches(swapped, one.code)).toBe(false)
  })

  test('still works after the secret was rotated', async () => {
    const requested = newRequest()
    vi.resetModules()
    vi.stubEnv('SESSION_SECRET', `aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF,${process.env.SESSION_SECRET}`)
    const rotated = await import('./code')
    expect(rotated.codeHashes(requested.request.bindingHash, requested.code)[0]).not.toBe(
      aboutOf(requested).codeHash,
    )
    expect(rotated.codeMatches(aboutOf(requested), requested.code)).toBe(true)
  })
})
