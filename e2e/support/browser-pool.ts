import type { Browser, Page } from '@playwright/test'
import { reportViolations } from './browser-problems'

type Kind = { javaScriptEnabled: boolean }

/**
 * Browsers for visitors, used again by later tests: a new context and its first page take five times as long as another
 * page in one that is warm. All that this application leaves behind in a browser is cookies, and these are cleared.
 */
export class BrowserPool {
  readonly #idle: (Kind & { page: Page })[] = []

  constructor(readonly browser: Browser) {}

  /** A browser with one empty page and no cookies. @param fresh if it must never have been used */
  async take({ javaScriptEnabled }: Kind, fresh: boolean, extraHTTPHeaders: Record<string, string>) {
    const at = fresh ? -1 : this.#idle.findIndex((idle) => idle.javaScriptEnabled === javaScriptEnabled)
    const [idle] = at < 0 ? [] : this.#idle.splice(at, 1)
    if (idle) {
      await idle.page.context().setExtraHTTPHeaders(extraHTTPHeaders)
      return idle.page
    }
    const context = await this.browser.newContext({ javaScriptEnabled, extraHTTPHeaders })
    await context.addInitScript(reportViolations)
    return context.newPage()
  }

  /** Takes a browser back. A faked clock or another size would stay: such a test asks for a fresh one. */
  async giveBack(page: Page, { javaScriptEnabled }: Kind, fresh: boolean): Promise<void> {
    const context = page.context()
    if (fresh || page.isClosed()) return context.close()
    await Promise.all(
      context
        .pages()
        .filter((other) => other !== page)
        .map((other) => other.close()),
    )
    // Ends what the page still does, before the cookies go.
    await page.goto('about:blank')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.emulateMedia({ colorScheme: null })
    await context.clearCookies()
    this.#idle.push({ javaScriptEnabled, page })
  }
}
