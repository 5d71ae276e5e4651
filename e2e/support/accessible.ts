import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/**
 * axe finds nothing, in light and dark, and nothing is wider than the screen.
 * @param about.isLatin axe doesn't measure the contrast of every script
 */
export async function expectAccessible(page: Page, { isLatin = true } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // "Legacy" is faster, as it opens no second page, and differs only in frames of other sites, of which there are none.
    const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode().analyze()
    expect(
      violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map((node) => node.html).join()}`),
    ).toEqual([])
    if (isLatin) expect(passes.map(({ id }) => id)).toContain('color-contrast')
  }
  const tooWide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(tooWide, 'how much wider the page is than the screen').toBe(0)
}
