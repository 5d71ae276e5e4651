import { defineConfig, devices, type ReporterDescription } from '@playwright/test'
import { requireBrowser } from './e2e/support/browser'

const { APP_URL, CI, PLAYWRIGHT_JSON_OUTPUT_FILE } = process.env
if (!APP_URL) throw new Error('The tests need the local cloud around them. Run `npm run test:e2e`')

const reporter: ReporterDescription[] = [['list']]
if (CI) reporter.push(['github'])
// scripts/test.ts counts by it.
if (PLAYWRIGHT_JSON_OUTPUT_FILE) reporter.push(['json'])

export default defineConfig({
  testDir: 'e2e/specs',
  tsconfig: 'e2e/tsconfig.json',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // A first page on a busy machine takes its time.
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(CI),
  reporter,
  // Recording every test costs a fifth of the run. To see one that failed: `--trace on`.
  use: { baseURL: APP_URL, screenshot: 'only-on-failure', launchOptions: requireBrowser() },
  projects: [
    {
      name: 'desktop',
      use: { viewport: { width: 1280, height: 800 } },
      testIgnore: /(lighthouse|limits|secrets|smtp)\.spec\.ts/,
    },
    // Sends by SMTP, on an instance of its own.
    { name: 'smtp', testMatch: /smtp\.spec\.ts/ },
    // Nothing but the layout differs.
    {
      name: 'phone',
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
      testMatch: /pages\.spec\.ts/,
    },
    // Hundreds of requests at once, which others would wait for.
    { name: 'limits', testMatch: /limits\.spec\.ts/, dependencies: ['desktop', 'phone', 'smtp'] },
    // Measures, with the machine to itself.
    { name: 'lighthouse', testMatch: /lighthouse\.spec\.ts/, dependencies: ['limits'] },
    // Searches what all the others left behind.
    { name: 'afterwards', testMatch: /secrets\.spec\.ts/, dependencies: ['lighthouse'] },
  ],
  webServer: {
    command: 'node --import tsx e2e/support/application.ts',
    url: APP_URL,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
