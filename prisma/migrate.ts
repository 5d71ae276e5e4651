import nextEnv from '@next/env'
import { applyMigrations, MigrationError } from './migrations'

// The same .env files as Next's, so that one .env.local serves both.
nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== 'production', {
  info() {},
  error: console.error,
})
const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken } = process.env

try {
  if (!url)
    throw new MigrationError('DATABASE_URL is missing: say which database, e.g. file:./.local/dev.db.')
  const { applied } = await applyMigrations({ url, authToken })
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
} catch (error) {
  // Whatever went wrong with the database, a stack of the client's insides helps nobody.
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
