import type { Page } from '../browser'

/** What can be down. `writing` is half of the database: another process holds its lock, and it can still be read. */
export type Part = 'redis' | 'database' | 'writing' | 'resend'

/** A visitor who is about to take one step. */
export type Actor = {
  name: string
  address: string
  /** The parts without which the step can't be taken. */
  needs: Part[]
  /** How many emails they request before the step, and with it. */
  requests: { before: number; now: number }
  act(via: string): Promise<Page>
  /** Whether that page is what the step should show. */
  works(page: Page): boolean
  /** Whether it is a sentence about the outage instead, with everything that was typed. */
  isRefused(page: Page, part: Part): boolean
  /** Tries again, from the page that refused, and goes on until signed in (or out). */
  again(via: string, refused: Page, part: Part): Promise<boolean>
}
