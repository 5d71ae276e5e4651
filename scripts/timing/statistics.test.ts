import { describe, expect, test } from 'vitest'
import { compare, median } from './statistics'

// No two values are the same, and every run has the same ones.
const spread = (from: number, n = 100) => Array.from({ length: n }, (_, i) => from + ((i * 37) % n) / n)

describe('median', () => {
  test('is the middle value, or halfway between the two', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })
})

describe('compare', () => {
  test('finds no difference between two equal samples', () => {
    const { difference, margin, p } = compare(spread(10), spread(10))
    expect(Math.abs(difference)).toBeLessThan(margin)
    expect(p).toBeCloseTo(1)
  })

  test('finds a shift despite an outlier', () => {
    const { difference, margin, p } = compare([...spread(10.3), 5000], spread(10))
    expect(difference).toBeCloseTo(0.3, 1)
    expect(margin).toBeLessThan(0.15)
    expect(p).toBeLessThan(0.0001)
  })

  test('returns the textbook’s p', () => {
    // U = 2 of 25; z = -2.19 without a continuity correction.
    const { p } = compare([1, 2, 3, 4, 7], [5, 6, 8, 9, 10])
    expect(p).toBeCloseTo(0.0283, 3)
  })
})
