/** The longest that a visitor may wait, and what a busy machine may add to it. Milliseconds. */
export const LONGEST_WAIT = 5_000
const NOISE = 2_000

/** The result of one scenario. Everything that counts as bad must be 0. */
export class Report {
  rounds = 0
  sessions = 0
  users = 0
  emails = 0
  /** Sign-ins that should have worked, and emails that were promised and never sent. */
  lost = 0
  /** Sessions, users and emails beyond those that there should be. */
  doubled = 0
  /** What a limit should have refused. */
  over = 0
  /** Responses that came too late, or weren't what a visitor should read at that moment. */
  wrong = 0
  slowest = 0
  readonly notes: string[] = []

  constructor(
    readonly name: string,
    /** Code that does it wrong: something must be doubled, or the harness catches nothing. */
    readonly naive = false,
  ) {}

  get bad(): number {
    return this.lost + this.doubled + this.over + this.wrong
  }

  get ok(): boolean {
    return this.rounds > 0 && (this.naive ? this.doubled + this.over > 0 : this.bad === 0)
  }

  /** Compares a count with what it should be. */
  count(what: 'sessions' | 'users' | 'emails', is: number, should: number, note: string): void {
    this[what] += is
    if (is === should) return
    this.lost += Math.max(0, should - is)
    this.doubled += Math.max(0, is - should)
    this.note(`${note}: ${is} ${what} instead of ${should}`)
  }

  isLost(note: string): void {
    this.lost++
    this.note(`${note}: lost`)
  }

  /** What got through a limit of `max`. */
  limit(is: number, max: number, note: string): void {
    if (is <= max) return
    this.over += is - max
    this.note(`${note}: ${is} instead of at most ${max}`)
  }

  expect(isRight: boolean, note: string): void {
    if (isRight) return
    this.wrong++
    this.note(note)
  }

  /** A response in an outage: within five seconds. */
  waited(ms: number, note: string): void {
    this.slowest = Math.max(this.slowest, ms)
    this.expect(ms <= LONGEST_WAIT + NOISE, `${note}: answered after ${(ms / 1000).toFixed(1)} s`)
  }

  note(line: string): void {
    this.notes.push(line)
  }
}
