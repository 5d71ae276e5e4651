import { beforeEach, vi } from 'vitest'

/**
 * For unit tests: a clock that stands still at the beginning of each test until `later` moves it.
 * Also puts back the environment and what a test has spied on.
 * @returns `later` moves it to so many milliseconds after `started`
 */
export function fakeClock() {
  const started = Date.now()
  beforeEach(() => {
    vi.useFakeTimers({ now: started, toFake: ['Date'] })
    return () => {
      vi.useRealTimers()
      vi.unstubAllEnvs()
      vi.restoreAllMocks()
    }
  })
  return { started, later: (milliseconds: number) => vi.setSystemTime(started + milliseconds) }
}
