import { beforeEach, describe, expect, test, vi } from 'vitest'
import { recordDuration, waitAsIfSending } from './send-duration'

const { emailDurations } = globalThis as { emailDurations?: number[] }

beforeEach(() => {
  emailDurations?.splice(0)
})

const waits = vi.hoisted(() => [] as number[])
vi.mock('node:timers/promises', () => ({
  setTimeout: async (milliseconds: number) => {
    waits.push(milliseconds)
  },
}))

/** How long it would wait, each of so many times. */
async function held(times: number): Promise<number[]> {
  waits.splice(0)
  for (let n = 0; n < times; n++) await waitAsIfSending()
  return [...waits]
}

describe('waitAsIfSending', () => {
  test('waits as long as one of the latest mails took, now this one, now that', async () => {
    for (const took of [90, 110, 4800]) recordDuration(took)
    expect(new Set(await held(200))).toEqual(new Set([90, 110, 4800]))
  })

  test('attack: it is not told from a mail by an instance that has just started', async () => {
    const durations = await held(200)
    expect(Math.min(...durations)).toBeGreaterThanOrEqual(80)
    expect(Math.max(...durations)).toBeLessThan(250)
    expect(new Set(durations).size).toBeGreaterThan(20)
  })

  test('goes by the latest hundred', async () => {
    recordDuration(1)
    for (let n = 0; n < 100; n++) recordDuration(100)
    expect(await held(200)).toEqual(Array(200).fill(100))
  })
})
