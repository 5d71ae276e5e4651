import type { BrowserContext } from '@playwright/test'

/**
 * Collects what a developer would see in red: console errors (failed requests among them), exceptions that nobody
 * caught, and whatever the content security policy has stopped, on all pages of a browser.
 */
export class BrowserProblems {
  readonly #found: string[] = []
  readonly #expected: RegExp[] = []

  constructor(context: BrowserContext) {
    void context.addInitScript(reportViolations)
    context.on('console', (message) => {
      if (message.type() === 'error') this.#found.push(`${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (problem) => this.#found.push(String(problem.error().stack)))
  }

  /** Says that a test provokes this. Chromium also reports a page with a 4xx status in the console. */
  expect(problem: RegExp): void {
    this.#expected.push(problem)
  }

  /** All of them so far, expected or not. */
  all(): string[] {
    return this.#found
  }

  /** What nobody expected so far. */
  unexpected(): string[] {
    return this.#found.filter((problem) => !this.#expected.some((expected) => expected.test(problem)))
  }
}

/** In the browser. Not every violation is written to the console by itself. */
function reportViolations() {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    console.error(`securitypolicyviolation: ${effectiveDirective} stopped ${blockedURI}`),
  )
}
