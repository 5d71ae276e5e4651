import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { Redis } from '@upstash/redis'
import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type LocalCloud, startLocalCloud } from './local-cloud'

let project: string
let lines: string[]
const clouds: LocalCloud[] = []

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'project-'))
  lines = []
  // As on a new machine, without what other tests run with.
  for (const name of Object.keys(process.env)) {
    if (/^(APP_URL|PORT|SESSION_SECRET|DATABASE_|UPSTASH_|KV_|RESEND_|MAIL_|SIGN_UP|REDIS_URL)/.test(name)) {
      vi.stubEnv(name, undefined)
    }
  }
})
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close()
  vi.unstubAllEnvs()
  rmSync(project, { recursive: true, force: true })
})

describe('startLocalCloud', () => {
  test('starts a Redis and an email provider that the real clients can use, and creates the tables', async () => {
    const { environment } = await start({ fresh: true })

    const redis = new Redis({
      url: environment.UPSTASH_REDIS_REST_URL,
      token: environment.UPSTASH_REDIS_REST_TOKEN,
    })
    await redis.set('key', 'value')
    expect(await redis.get('key')).toBe('value')

    expect((await send(environment, 'visitor@example.com')).error).toBeNull()

    const database = createClient({ url: environment.DATABASE_URL ?? '' })
    expect((await database.execute('SELECT * FROM "User"')).rows).toEqual([])
    database.close()
  })

  test('tells the application what happened to an email, signed with its secret', async () => {
    const { environment } = await start({ fresh: true })
    const { webhooks } = clientOf(environment)
    const received: unknown[] = []
    const application = createHttpServer(async (request, response) => {
      let payload = ''
      for await (const chunk of request) payload += chunk
      const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
        String(request.headers[`svix-${name}`]),
      )
      const headers = { id, timestamp, signature } as { id: string; timestamp: string; signature: string }
      const webhookSecret = environment.RESEND_WEBHOOK_SECRET ?? ''
      received.push([request.url, webhooks.verify({ payload, headers, webhookSecret }).type])
      response.end()
    })
    await new Promise<void>((done) => application.listen(Number(environment.PORT), done))
    await send(environment, 'bounce@example.com')
    await vi.waitFor(
      () =>
        expect(received).toEqual([
          ['/api/webhooks/resend', 'email.sent'],
          ['/api/webhooks/resend', 'email.bounced'],
        ]),
      4000,
    )
    application.closeAllConnections()
    await new Promise((done) => application.close(done))
  })

  test('keeps its database and secrets in .local, and prints each new email with its link', async () => {
    const first = await start({ fresh: false })
    await send(first.environment, 'visitor@example.com', 'http://localhost/x')
    await vi.waitFor(() =>
      expect(lines).toContain('Email to visitor@example.com: Sign in\n  http://localhost/x'),
    )
    await first.close()

    expect(readdirSync(join(project, '.local'))).toEqual(expect.arrayContaining(['dev.db', 'secrets.json']))
    const second = await start({ fresh: false })
    expect(second.environment.SESSION_SECRET).toBe(first.environment.SESSION_SECRET)
  })

  test('uses other ports when its own are taken, and says so', async () => {
    const first = await start({ fresh: false })
    const server = createServer()
    await new Promise<void>((done) => server.listen(Number(first.environment.PORT), '::', done))
    const second = await start({ fresh: false })
    for (const name of ['PORT', 'APP_URL', 'UPSTASH_REDIS_REST_URL', 'RESEND_BASE_URL']) {
      expect(second.environment[name], name).not.toBe(first.environment[name])
    }
    expect(lines).toContain(`Port 3000 is taken: the application uses ${second.environment.PORT}.`)
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Port 8079 is taken: Redis uses \d+\.$/)]),
    )
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Port 8025 is taken: the mailbox uses \d+\.$/)]),
    )
    await new Promise((done) => server.close(done))
  })

  test('starts no service that .env.local configures, and leaves that file to Next', async () => {
    writeFileSync(
      join(project, '.env.local'),
      `UPSTASH_REDIS_REST_URL=https://redis.example\nUPSTASH_REDIS_REST_TOKEN=theirs\nRESEND_API_KEY=re_theirs\nDATABASE_URL=file:${join(project, 'mine.db')}`,
    )
    const { environment, files, mailboxUrl } = await start({ fresh: false })
    expect(mailboxUrl).toBeUndefined()
    expect(
      Object.keys(environment).filter((name) => /UPSTASH|RESEND_API|DATABASE|MAIL_FROM/.test(name)),
    ).toEqual([])
    expect(files.RESEND_API_KEY).toBe('re_theirs')
    expect(process.env).not.toHaveProperty('RESEND_API_KEY')
    expect(existsSync(join(project, 'mine.db'))).toBe(true)
  })

  test('doesn’t touch a database that isn’t local', async () => {
    vi.stubEnv('DATABASE_URL', 'libsql://127.0.0.1:1')
    await start({ fresh: false })
    expect(lines).toContain("The database isn't local: `npm run db:migrate` brings it up to date.")
  })

  test('a fresh one reaches nothing of the developer’s, and leaves nothing behind', async () => {
    writeFileSync(join(project, '.env.local'), 'DATABASE_URL=libsql://real.example\nDATABASE_AUTH_TOKEN=real')
    vi.stubEnv('UPSTASH_REDIS_REST_URL', 'https://real.example')
    vi.stubEnv('KV_REST_API_URL', 'https://real.example')
    const { environment, close } = await start({ fresh: true })
    expect(environment).toMatchObject({ DATABASE_AUTH_TOKEN: '', KV_REST_API_URL: '', KV_REST_API_TOKEN: '' })
    expect(JSON.stringify(environment)).not.toContain('real')
    const file = decodeURI(environment.DATABASE_URL?.replace('file:', '') ?? '')
    expect(existsSync(file)).toBe(true)
    await close()
    expect(existsSync(join(file, '..'))).toBe(false)
    expect(readdirSync(project)).toEqual(['.env.local'])
  })

  test('closes what it has started if the rest fails', async () => {
    const before = await start({ fresh: false })
    await before.close()
    vi.stubEnv('PORT', 'nonsense')
    await expect(start({ fresh: false })).rejects.toThrow('PORT must be a number')
    vi.stubEnv('PORT', undefined)
    const after = await start({ fresh: false })
    expect(after.environment.UPSTASH_REDIS_REST_URL).toBe(before.environment.UPSTASH_REDIS_REST_URL)
  })

  test('of several .env files, the most specific one wins', async () => {
    writeFileSync(join(project, '.env'), 'SIGN_UP=closed\nMAIL_FROM=a@example.com')
    writeFileSync(join(project, '.env.development.local'), 'SIGN_UP=example.com')
    const { files } = await start({ fresh: false })
    expect(files).toEqual({ SIGN_UP: 'example.com', MAIL_FROM: 'a@example.com' })
  })
})

async function start({ fresh }: { fresh: boolean }) {
  const say = (line: string) => lines.push(line)
  const cloud = await startLocalCloud({ fresh, mode: 'development', say, project })
  clouds.push(cloud)
  return cloud
}

const clientOf = ({ RESEND_API_KEY, RESEND_BASE_URL }: LocalCloud['environment']) =>
  new Resend(RESEND_API_KEY, { baseUrl: RESEND_BASE_URL })

/** Sends an email through the local provider, with the real client. */
const send = (environment: LocalCloud['environment'], to: string, text = 'Hello') =>
  clientOf(environment).emails.send({ from: environment.MAIL_FROM ?? '', to, subject: 'Sign in', text })
