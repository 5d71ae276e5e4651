import 'server-only'
import { seconds } from '@/lib/platform/time'

/**
 * How many calls run at once over the network. By Little's law, that's 5,000 calls a second at
 * 20 ms a trip, and 1,000 at 100 ms: more than one process can ask for. libSQL's server runs 128
 * at once, unless told otherwise.
 */
export const LANES = 100

/**
 * How many more may wait. When every lane is taken, that many wait for about one trip. A longer
 * queue would make no one faster, and everyone late.
 */
const MOST_WAITING = 100

/** For a call together with its time in the queue. */
const TOTAL_TIMEOUT = seconds(2.5)

export class DatabaseTimeout extends Error {
  override name = 'DatabaseTimeout'
}

export class DatabaseOverloaded extends Error {
  override name = 'DatabaseOverloaded'
}

type Lane<Connection> = { connection?: Connection }

/** Connections, each for one call or one whole transaction at a time, and opened when needed. */
export class Lanes<Connection> {
  readonly #open: () => Promise<Connection>
  readonly #lanes: Lane<Connection>[]
  /** The last to be freed is the next to be taken, so a quiet process keeps few connections. */
  readonly #free: Lane<Connection>[]
  /** First come, first served. */
  readonly #waiting = new Set<(lane: Lane<Connection>) => void>()

  constructor(count: number, open: () => Promise<Connection>) {
    this.#open = open
    this.#lanes = Array.from({ length: count }, () => ({}))
    this.#free = [...this.#lanes]
  }

  /**
   * Runs `call` in a lane of its own, at once or in turn.
   *
   * @param call calls `release` once the lane is free again; failing does so, too
   * @param undo gets what `call` made after the time was up
   * @throws DatabaseOverloaded at once, when too many are waiting
   * @throws DatabaseTimeout after 2.5 s. If the call was still waiting, it's never run.
   */
  async run<T>(
    call: (connection: Connection, release: () => void) => Promise<T>,
    undo?: (late: T) => unknown,
  ): Promise<T> {
    const deadline = Date.now() + TOTAL_TIMEOUT
    const lane = this.#free.pop() ?? (await this.#turn())
    return orTimeout(deadline - Date.now(), this.#start(lane, call), undo)
  }

  /** The connections that are open. */
  get connections(): Connection[] {
    return this.#lanes.flatMap(({ connection }) => connection ?? [])
  }

  #turn(): Promise<Lane<Connection>> {
    if (this.#waiting.size >= MOST_WAITING) {
      throw new DatabaseOverloaded('Too many calls are waiting for the database')
    }
    return new Promise((resolve, reject) => {
      const begin = (lane: Lane<Connection>) => {
        clearTimeout(timer)
        resolve(lane)
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(begin)
        reject(new DatabaseTimeout('The database is not responding'))
      }, TOTAL_TIMEOUT)
      this.#waiting.add(begin)
    })
  }

  async #start<T>(
    lane: Lane<Connection>,
    call: (connection: Connection, release: () => void) => Promise<T>,
  ): Promise<T> {
    let taken = true
    const release = () => {
      if (taken) this.#pass(lane)
      taken = false
    }
    try {
      lane.connection ??= await this.#open()
      return await call(lane.connection, release)
    } catch (error) {
      release()
      throw error
    }
  }

  #pass(lane: Lane<Connection>): void {
    const [next] = this.#waiting
    if (!next) {
      this.#free.push(lane)
      return
    }
    this.#waiting.delete(next)
    next(lane)
  }
}

function orTimeout<T>(timeout: number, call: Promise<T>, undo?: (late: T) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DatabaseTimeout('The database is not responding'))
      call.then(undo).catch(() => {})
    }, timeout)
    call.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
