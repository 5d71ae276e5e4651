import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

export type Browser = { executablePath?: string; args: string[] } | { problem: string }

/** What findBrowser needs to know about the machine; tests pass another one. */
export type Machine = {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  isRoot: boolean
  /** Where Playwright puts its own Chromium, whether it's there or not. */
  own: string
  exists: (path: string) => boolean
}

/**
 * A headless Chromium that still draws windows spends 40 % of its time on their address bars, each with
 * two web pages of its own in a process of its own (Chromium 156: WebUIOmnibox…). Playwright has a list
 * of disabled features, too, which this one replaces, so those of it that tests notice come first.
 */
export const FASTER = [
  `--disable-features=${[
    'AvoidCorsURLLoaderRestartOnRedirect',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
    'ThirdPartyStoragePartitioning',
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxPopup',
  ].join()}`,
  '--disable-gpu',
]

/**
 * A Chromium for Playwright: CHROME_PATH, or Playwright's own (no executablePath then), or an installed one.
 * With `problem`, one line that says what to do.
 */
export function findBrowser(machine: Machine = thisMachine()): Browser {
  const { env, platform, isRoot, own, exists } = machine
  // Chromium's sandbox doesn't start as root on Linux; everyone else keeps it.
  const args = [...FASTER, ...(platform === 'linux' && isRoot ? ['--no-sandbox'] : [])]
  if (env.CHROME_PATH) {
    if (exists(env.CHROME_PATH)) return { executablePath: env.CHROME_PATH, args }
    return { problem: `CHROME_PATH points nowhere: there is no ${env.CHROME_PATH}.` }
  }
  if (exists(own)) return { args }
  const executablePath = installedPaths(machine).find(exists)
  if (executablePath) return { executablePath, args }
  return {
    problem:
      'No Chromium for the end-to-end tests: run `npx playwright install chromium`, or install Chrome, or set CHROME_PATH.',
  }
}

/** What `findBrowser` finds. @throws with what to do if there is none */
export function requireBrowser(): Exclude<Browser, { problem: string }> {
  const found = findBrowser()
  if ('problem' in found) throw new Error(found.problem)
  return found
}

function installedPaths({ env, platform }: Machine): string[] {
  switch (platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'))
    default:
      // The one without windows first, as Playwright's own is: it's a little faster still.
      return [
        'chromium-headless-shell',
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
      ].flatMap((name) => (env.PATH ?? '/usr/bin').split(delimiter).map((folder) => join(folder, name)))
  }
}

function thisMachine(): Machine {
  const { env, platform } = process
  return {
    env,
    platform,
    isRoot: process.getuid?.() === 0,
    own: chromium.executablePath(),
    exists: existsSync,
  }
}
