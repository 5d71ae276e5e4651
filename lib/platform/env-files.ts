import nextEnv from '@next/env'

/**
 * For commands that run outside of Next: reads the .env files as Next does, so that one .env.local
 * serves both. Variables that are already set win.
 *
 * @param mode `next dev` and `next start` read different files; by default, NODE_ENV decides
 */
export function loadEnvFiles(mode: 'development' | 'production' = modeOfEnvironment()): void {
  nextEnv.loadEnvConfig(process.cwd(), mode === 'development', { info() {}, error: console.error })
}

const modeOfEnvironment = () => (process.env.NODE_ENV === 'production' ? 'production' : 'development')
