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

/** How long each of that many waits would take, in milliseconds. */
async function durationsOf(times: number): Promise<number[]> {
  waits.splice(0)
  for (let n = 0; n < times; n++) await waitAsIfSending()
  return [...waits]
}

describe('waitAsIfSending', () => {
  test('waits as long as one of the latest emails took, chosen at random', async () => {
    for (const took of [90, 110, 4800]) recordDuration(took)
    expect(new Set(await durationsOf(200))).toEqual(new Set([90, 110, 4800]))
  })

  test('attack: it can’t be told from sending an email, even on an instance that has just started', async () => {
    const durations = await durationsOf(200)
    expect(Math.min(...durations)).toBeGreaterThanOrEqual(80)
    expect(Math.max(...durations)).toBeLessThan(250)
    expect(new Set(durations).size).toBeGreaterThan(20)
  })

  test('goes by the latest hundred emails', async () => {
    recordDuration(1)
    for (let n = 0; n < 100; n++) recordDuration(100)
    expect(await durationsOf(200)).toEqual(Array(200).fill(100))
  })
})
