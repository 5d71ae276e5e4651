import { existsSync } from 'node:fs'
import { join } from 'node:path'
import nextEnv from '@next/env'

/**
 * For commands that run outside of Next: reads the .env files as Next does, so that one .env.local
 * serves both. Variables that are already set win.
 *
 * @param mode `next dev` and `next start` read different files. By default, NODE_ENV decides, and
 *   without it, whether `npm run dev` has ever run here: commands on a server act on what it serves.
 */
export function loadEnvFiles(mode: 'development' | 'production' = modeHere()): void {
  nextEnv.loadEnvConfig(process.cwd(), mode === 'development', { info() {}, error: console.error })
}

function modeHere() {
  const isDevelopment = process.env.NODE_ENV
    ? process.env.NODE_ENV !== 'production'
    : existsSync(join(process.cwd(), DEVELOPMENT_DATABASE))
  return isDevelopment ? 'development' : 'production'
}

/** Where `npm run dev` keeps its database. */
export const DEVELOPMENT_DATABASE = '.local/dev.db'
