import nextEnv from '@next/env'

/**
 * For commands that run outside of Next: reads the .env files as it does, so that one .env.local serves both. What the
 * environment says wins. `next dev` reads other files than `next start`; NODE_ENV decides, unless `mode` does.
 */
export function loadEnvFiles(mode: 'development' | 'production' = givenMode()): void {
  nextEnv.loadEnvConfig(process.cwd(), mode === 'development', { info() {}, error: console.error })
}

const givenMode = () => (process.env.NODE_ENV === 'production' ? 'production' : 'development')
