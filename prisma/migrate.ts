import { loadEnvFiles } from '../lib/platform/env-files'
import { applyMigrations, MigrationError } from './migrations'

loadEnvFiles()
const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken } = process.env

try {
  if (!url)
    throw new MigrationError('DATABASE_URL is missing: say which database, e.g. file:./.local/dev.db.')
  const { applied } = await applyMigrations({ url, authToken })
  console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database is up to date.')
} catch (error) {
  // A stack trace of the client's internals would help no one.
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
