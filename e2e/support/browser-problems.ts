import type { BrowserContext, ConsoleMessage, WebError } from '@playwright/test'

/**
 * Collects what a developer would see in red on any page of a browser: console errors (failed requests
 * among them), uncaught exceptions, and what the content security policy stopped.
 */
export class BrowserProblems {
  readonly #found: string[] = []
  readonly #expected: RegExp[] = []

  constructor(readonly context: BrowserContext) {
    context.on('console', this.#onConsole).on('weberror', this.#onError)
  }

  readonly #onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') this.#found.push(`${message.text()} (${message.location().url})`)
  }

  readonly #onError = (problem: WebError) => {
    const { name, message, stack } = problem.error()
    // The page is shown without fading in, and nothing is lost. No code of ours waits for it.
    if (/Transition was (aborted|skipped)/.test(message)) return
    this.#found.push(stack || `${name}: ${message}`)
  }

  /** Stops collecting: the browser is about to be another visitor's. */
  stop(): void {
    this.context.off('console', this.#onConsole).off('weberror', this.#onError)
  }

  /** Announces a problem that a test provokes. Chromium also reports a page with a 4xx status in the console. */
  expect(problem: RegExp): void {
    this.#expected.push(problem)
  }

  /** All problems so far, expected or not. */
  all(): string[] {
    return this.#found
  }

  /** Those that no test expected. */
  unexpected(): string[] {
    return this.#found.filter((problem) => !this.#expected.some((expected) => expected.test(problem)))
  }
}

/** Runs in the browser. Not every violation reaches the console by itself. */
export function reportViolations() {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    console.error(`securitypolicyviolation: ${effectiveDirective} stopped ${blockedURI}`),
  )
}
