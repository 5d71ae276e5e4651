/** What nobody should wait for longer, and what a busy machine may add to it. Milliseconds. */
export const LONGEST_WAIT = 5_000
const NOISE = 2_000

/** What one kind of round has come to. All that is counted as bad must be 0. */
export class Tally {
  rounds = 0
  sessions = 0
  users = 0
  mails = 0
  /** Sign-ins that should have been, and were not; mails that were promised, and never sent. */
  lost = 0
  /** Sessions, users and mails beyond the one that there should be. */
  doubled = 0
  /** What a limit should have refused. */
  over = 0
  /** Answers other than what somebody should read at that moment, or too late. */
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

  /** Compares what there is with what there should be. */
  count(what: 'sessions' | 'users' | 'mails', is: number, should: number, note: string): void {
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

  /** What went through where `most` may. */
  limit(is: number, most: number, note: string): void {
    if (is <= most) return
    this.over += is - most
    this.note(`${note}: ${is} instead of at most ${most}`)
  }

  expect(isRight: boolean, note: string): void {
    if (isRight) return
    this.wrong++
    this.note(note)
  }

  /** An answer in an outage: within five seconds. */
  waited(ms: number, note: string): void {
    this.slowest = Math.max(this.slowest, ms)
    this.expect(ms <= LONGEST_WAIT + NOISE, `${note}: answered after ${(ms / 1000).toFixed(1)} s`)
  }

  note(line: string): void {
    this.notes.push(line)
  }
}
