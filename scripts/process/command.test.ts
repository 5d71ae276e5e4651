import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resolveCommand } from './command'

describe('resolveCommand', () => {
  test.each(['next', 'playwright', 'vitest', 'biome', 'tsc', 'tsx'])('finds the script of %s', (name) => {
    const [file, [script, ...rest]] = resolveCommand([name, 'one', 'two words'])
    expect(file).toBe(process.execPath)
    expect(existsSync(script ?? '')).toBe(true)
    expect(rest).toEqual(['one', 'two words'])
  })

  test('resolves node to the running one', () => {
    expect(resolveCommand(['node', 'x.mjs'])).toEqual([process.execPath, ['x.mjs']])
  })

  test('leaves other commands as they are', () => {
    expect(resolveCommand(['curl', '-s', 'http://localhost'])).toEqual(['curl', ['-s', 'http://localhost']])
  })
})
