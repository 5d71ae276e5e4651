import { describe, expect, it } from 'vitest'
import { timedId } from '@/lib/platform/secrets'

describe('timedId', () => {
  it('begins with its time, so that those made together lie together', () => {
    const at = new Date('2026-11-26T12:00:00Z')
    const ids = Array.from({ length: 100 }, () => timedId(at))
    expect(new Set(ids.map((id) => id.slice(0, 8))).size).toBe(1)
    expect(timedId(new Date(at.getTime() + 1)).slice(0, 8)).not.toBe(ids[0]?.slice(0, 8))
  })

  it('is as long as any id, and never the same twice', () => {
    const at = new Date()
    const ids = Array.from({ length: 10_000 }, () => timedId(at))
    expect(ids.every((id) => /^[\w-]{22}$/.test(id))).toBe(true)
    expect(new Set(ids).size).toBe(10_000)
  })
})
