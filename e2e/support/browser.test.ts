import { describe, expect, test } from 'vitest'
import { FASTER, findBrowser, type Machine } from './browser'

const machine = (there: string[], more: Partial<Machine> = {}): Machine => ({
  env: { PATH: '/usr/local/bin:/usr/bin' },
  platform: 'linux',
  isRoot: false,
  own: '/cache/chrome',
  exists: (path) => there.includes(path),
  ...more,
})

describe('findBrowser', () => {
  test("takes Playwright's own Chromium when it is downloaded", () => {
    expect(findBrowser(machine(['/cache/chrome', '/usr/bin/chromium']))).toEqual({ args: FASTER })
  })

  test.each([
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ])('else %s on Linux', (name) => {
    expect(findBrowser(machine([`/usr/bin/${name}`]))).toEqual({
      executablePath: `/usr/bin/${name}`,
      args: FASTER,
    })
  })

  test('the one without windows if there are two: it is a little faster', () => {
    const found = findBrowser(machine(['/usr/bin/chromium', '/usr/bin/chromium-headless-shell']))
    expect(found).toMatchObject({ executablePath: '/usr/bin/chromium-headless-shell' })
  })

  test('else Chrome on macOS', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    const found = findBrowser(machine([chrome], { platform: 'darwin', isRoot: true }))
    expect(found).toEqual({ executablePath: chrome, args: FASTER })
  })

  test('does without the sandbox only as root on Linux', () => {
    expect(findBrowser(machine(['/cache/chrome'], { isRoot: true }))).toEqual({
      args: [...FASTER, '--no-sandbox'],
    })
  })

  test('prefers CHROME_PATH, and says so when nothing is there', () => {
    const env = { CHROME_PATH: '/opt/chrome' }
    expect(findBrowser(machine(['/opt/chrome', '/cache/chrome'], { env }))).toEqual({
      executablePath: '/opt/chrome',
      args: FASTER,
    })
    expect(findBrowser(machine(['/cache/chrome'], { env }))).toEqual({
      problem: 'CHROME_PATH points nowhere: there is no /opt/chrome.',
    })
  })

  test('says in one line what to do when there is none', () => {
    const found = findBrowser(machine([]))
    expect(found).toEqual({
      problem: expect.stringMatching(/^No Chromium .*npx playwright install chromium.*[^\n]$/),
    })
  })
})
