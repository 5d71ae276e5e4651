import { createClient } from '@libsql/client'
import { afterEach, expect, test, vi } from 'vitest'
import { runCli, scratchDatabase } from '../e2e/support/run-cli'
import { doctor } from './doctor'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** What the command prints, and its exit code. */
async function runDoctor() {
  const lines: string[] = []
  for (const name of ['log', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation((line) => void lines.push(String(line)))
  }
  await doctor()
  return { code: process.exitCode, out: lines.join('\n') }
}

test('finds everything in place, and doesn’t fail on warnings', async () => {
  expect(await runDoctor()).toEqual({
    code: 0,
    out: expect.stringMatching(/^✓ {2}Redis .*\n✓ {2}The database .*\n✓ {2}The email provider .*\nReady\.$/),
  })
})

test('a database without the newest migration is not up to date', async () => {
  const scratch = await scratchDatabase()
  try {
    const client = createClient({ url: scratch.url })
    const newest = 'SELECT max("name") AS "name" FROM "_migrations"'
    const name = String((await client.execute(newest)).rows[0]?.name)
    await client.execute(`DELETE FROM "_migrations" WHERE "name" = '${name}'`)
    client.close()
    vi.stubEnv('DATABASE_URL', scratch.url)
    const { code, out } = await runDoctor()
    expect(code).toBe(1)
    expect(out).toContain(`✗  The database is up to date: ${name} not applied. Run npm run db:migrate`)
  } finally {
    scratch.remove()
  }
})

test('neither is a database without any tables', async () => {
  const scratch = await scratchDatabase()
  try {
    vi.stubEnv('DATABASE_URL', `${scratch.url}.empty`)
    expect((await runDoctor()).out).toMatch(/ 0001_init\.sql.* not applied/)
  } finally {
    scratch.remove()
  }
})

test('names a part that doesn’t respond, without what was sent to it', async () => {
  vi.stubEnv('UPSTASH_REDIS_REST_URL', 'http://127.0.0.1:1')
  vi.stubEnv('MAIL_FROM', 'sign-in@other.example')
  const { code, out } = await runDoctor()
  expect(code).toBe(1)
  expect(out).toMatch(/✗ {2}Redis responds: /)
  expect(out).not.toMatch(/command was/)
  expect(out).toMatch(/✗ {2}The email provider .*: other\.example is not verified/)
})

test('npm run doctor says which variables are missing, and exits with 1', async () => {
  const { code, err } = await runCli(['doctor'], { env: { SESSION_SECRET: '', MAIL_FROM: '' } })
  expect(code).toBe(1)
  expect(err).toMatch(/^✗ {2}SESSION_SECRET is missing .*\n✗ {2}MAIL_FROM is missing/)
})
