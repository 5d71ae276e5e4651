import type { BrowserContext } from '@playwright/test'

/**
 * Collects what a developer would see in red: console errors (CSP violations and failed requests among them) and
 * exceptions that nobody caught, on all pages of a browser.
 */
export class BrowserProblems {
  readonly #found: string[] = []
  readonly #expected: RegExp[] = []

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() === 'error') this.#found.push(`${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (problem) => this.#found.push(String(problem.error().stack)))
  }

  /** Says that a test provokes this. Chromium also reports a page with a 4xx status in the console. */
  expect(problem: RegExp): void {
    this.#expected.push(problem)
  }

  /** What nobody expected so far. */
  unexpected(): string[] {
    return this.#found.filter((problem) => !this.#expected.some((expected) => expected.test(problem)))
  }
}
