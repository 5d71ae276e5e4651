import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

test.each([
  ['', '<code>lib/a.ts</code>'],
  [
    'https://github.com/ann/shop/blob/HEAD/',
    '<a href="https://github.com/ann/shop/blob/HEAD/lib/a.ts"><code>lib/a.ts</code></a>',
  ],
])('of a repository at %j', async (files, html) => {
  vi.stubEnv('REPOSITORY_FILES', files)
  const { File } = await import('./file')
  expect(renderToStaticMarkup(<File path="lib/a.ts" />)).toBe(html)
})
