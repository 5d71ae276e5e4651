import { describe, expect, test, vi } from 'vitest'
import { DatabaseOverloaded, DatabaseTimeout, Lanes } from './database-lanes'

const connection = { name: 'connection' }
const newLanes = (count = 1) => new Lanes(count, async () => connection)

/** A call that ends when the test says so. */
function newCall() {
  let resolve: (answer: string) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<string>((...ends) => {
    ;[resolve, reject] = ends
  })
  const call = vi.fn((_: unknown, release: () => void) => promise.finally(release))
  return { call, resolve, reject }
}

describe('Lanes', () => {
  test('as many calls run at once as there are lanes, and the rest in the order in which they came', async () => {
    const lanes = newLanes(2)
    const calls = Array.from({ length: 5 }, newCall)
    const done = calls.map(({ call }) => lanes.run(call))
    for (const [i, { resolve }] of calls.entries()) {
      await vi.waitFor(() =>
        expect(calls.map(({ call }) => call.mock.calls.length)).toEqual(
          calls.map((_, n) => (n < i + 2 ? 1 : 0)),
        ),
      )
      resolve(`answer ${i}`)
      expect(await done[i]).toBe(`answer ${i}`)
    }
  })

  test('a lane stays taken until its call releases it, or fails', async () => {
    const lanes = newLanes()
    let release = () => {}
    await lanes.run(async (_, free) => {
      release = free
    })
    const second = newCall()
    const failing = lanes.run(second.call)
    expect(second.call).not.toHaveBeenCalled()
    release()
    second.reject(new Error('refused'))
    await expect(failing).rejects.toThrow('refused')
    expect(await lanes.run(async (_, free) => free())).toBeUndefined()
  })

  test('a lane that was released twice takes one call, not two', async () => {
    const lanes = newLanes()
    await lanes.run(async (_, release) => {
      release()
      release()
    })
    const [first, second] = [newCall(), newCall()]
    const done = [lanes.run(first.call), lanes.run(second.call)]
    await vi.waitFor(() => expect(first.call).toHaveBeenCalled())
    expect(second.call).not.toHaveBeenCalled()
    for (const { resolve } of [first, second]) resolve('')
    await Promise.all(done)
  })

  test('a hundred wait, and the next is refused at once', async () => {
    const lanes = newLanes()
    const { call, resolve } = newCall()
    const accepted = Array.from({ length: 101 }, () => lanes.run(call))
    await expect(lanes.run(call)).rejects.toThrow(DatabaseOverloaded)
    resolve('')
    await Promise.all(accepted)
    expect(call).toHaveBeenCalledTimes(101)
  })

  test('a call whose time was up before its turn is never run', async () => {
    vi.useFakeTimers()
    const lanes = newLanes()
    const [running, waiting, next] = [newCall(), newCall(), newCall()]
    const given = [running, waiting].map(({ call }) =>
      expect(lanes.run(call)).rejects.toThrow(DatabaseTimeout),
    )
    await vi.advanceTimersByTimeAsync(2500)
    await Promise.all(given)
    const last = lanes.run(next.call)
    vi.useRealTimers()
    running.resolve('late')
    next.resolve('answer')
    expect(await last).toBe('answer')
    expect(waiting.call).not.toHaveBeenCalled()
  })

  test('a connection that can’t be opened is tried again by the next call', async () => {
    const open = vi.fn(async () => connection).mockRejectedValueOnce(new Error('no such file'))
    const lanes = new Lanes(1, open)
    const call = async (taken: unknown, release: () => void) => {
      release()
      return taken
    }
    const [failed, opened] = [lanes.run(call), lanes.run(call)]
    await expect(failed).rejects.toThrow('no such file')
    expect(await opened).toBe(connection)
  })
})
