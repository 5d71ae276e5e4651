import type { Page } from '../browser'

/** What can be down. `writing` is half of the database: another process holds its lock, and it can still be read. */
export type Part = 'redis' | 'database' | 'writing' | 'resend'

/** A visitor who is about to take one step. */
export type Actor = {
  name: string
  address: string
  /** The parts without which the step can't be taken. */
  needs: Part[]
  /** Those that its email needs, which is sent after the response. */
  emailNeeds?: Part[]
  /** Nothing happens in this step: they sign in afterwards, whatever was down. */
  isWaiting?: true
  /** How many emails they request before the step, and with it. */
  requests: { before: number; now: number }
  act(via: string): Promise<Page>
  /** Whether that page is what the step should show. */
  works(page: Page): boolean
  /** Whether it is a sentence about the outage instead, with everything that was typed. */
  isRefused(page: Page, part: Part): boolean
  /** Whether the waiting room says, sooner or later, that the step's email wasn't sent. */
  hearsOfFailure?(via: string): Promise<boolean>
  /** Tries again, from the page that refused or the waiting room, and goes on until signed in (or out). */
  again(via: string, refused: Page, part: Part): Promise<boolean>
}
