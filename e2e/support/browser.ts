import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

export type Browser = { executablePath?: string; args: string[] } | { problem: string }

/** What findBrowser asks of the machine; tests give another one. */
export type Machine = {
  env: Record<string, string | undefined>
  platform: NodeJS.Platform
  isRoot: boolean
  /** Where Playwright puts its own Chromium, be it there or not. */
  own: string
  exists: (path: string) => boolean
}

/**
 * A Chromium for Playwright: CHROME_PATH, or Playwright's own (no executablePath then), or an installed one.
 * With `problem`, one line that says what to do.
 */
export function findBrowser(machine: Machine = thisMachine()): Browser {
  const { env, platform, isRoot, own, exists } = machine
  // Chromium's sandbox doesn't start as root on Linux; anybody else keeps it.
  const args = platform === 'linux' && isRoot ? ['--no-sandbox'] : []
  if (env.CHROME_PATH) {
    if (exists(env.CHROME_PATH)) return { executablePath: env.CHROME_PATH, args }
    return { problem: `CHROME_PATH leads nowhere: there is no ${env.CHROME_PATH}.` }
  }
  if (exists(own)) return { args }
  const executablePath = installedPaths(machine).find(exists)
  if (executablePath) return { executablePath, args }
  return {
    problem:
      'No Chromium for the end-to-end tests: run `npx playwright install chromium`, or install Chrome, or set CHROME_PATH.',
  }
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
      // The one without windows first, as Playwright's own is: pages take half the time in it.
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
