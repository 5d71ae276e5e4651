import type { Page } from '../browser'

/** What can be away. `writing` is the database's half: somebody else holds its lock, and it can still be read. */
export type Part = 'redis' | 'database' | 'writing' | 'mail'

/** Somebody who has come as far as one step. */
export type Person = {
  name: string
  address: string
  /** The parts without which the step can't be taken. */
  needs: Part[]
  /** How often they ask for a mail before the step, and with it. */
  asks: { before: number; now: number }
  act(via: string): Promise<Page>
  /** Whether that page is what the step leads to. */
  works(page: Page): boolean
  /** Whether it is a sentence instead, with all that was typed. */
  isRefused(page: Page, part: Part): boolean
  /** Tries again, from the page that refused, and goes on until signed in (or out). */
  again(via: string, refused: Page, part: Part): Promise<boolean>
}
