import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { VARIABLES } from '@/lib/platform/env-variables'
import {
  bringsMail,
  bringsRedis,
  formatEnvironment,
  localEnvironment,
  NOT_IN_TESTS,
  wantedPort,
} from './local-environment'
import { type LocalSecrets, readSecrets } from './local-secrets'

const secrets: LocalSecrets = {
  sessionSecret: 'a session secret',
  redisToken: 'a token',
  mailKey: 're_local_1',
  webhookSecret: 'whsec_AAAA',
}
const services = {
  folder: '/home/me/my app',
  port: 3000,
  secrets,
  upstashUrl: 'http://127.0.0.1:8079',
  mailboxUrl: 'http://127.0.0.1:8025',
}

describe('localEnvironment', () => {
  test('has everything that the application needs', () => {
    expect(localEnvironment({}, services)).toEqual({
      APP_URL: 'http://localhost:3000',
      PORT: '3000',
      SESSION_SECRET: 'a session secret',
      DATABASE_URL: 'file:/home/me/my%20app/dev.db',
      UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:8079',
      UPSTASH_REDIS_REST_TOKEN: 'a token',
      RESEND_API_KEY: 're_local_1',
      RESEND_BASE_URL: 'http://127.0.0.1:8025',
      RESEND_WEBHOOK_SECRET: 'whsec_AAAA',
      MAIL_FROM: 'Magic Link <sign-in@example.com>',
      SIGN_UP: 'open',
      MAIL_BUDGET_PER_DAY: '1000000',
      NEXT_TELEMETRY_DISABLED: '1',
    })
  })

  test('leaves out what the developer set, unless it is empty', () => {
    const given = { SIGN_UP: 'example.com', DATABASE_URL: 'file:mine.db', SESSION_SECRET: '' }
    const environment = localEnvironment(given, services)
    expect(environment).not.toHaveProperty('SIGN_UP')
    expect(environment).not.toHaveProperty('DATABASE_URL')
    expect(environment.SESSION_SECRET).toBe('a session secret')
  })

  test('leaves out all of a Redis or email provider that the developer brings', () => {
    const environment = localEnvironment({}, { ...services, upstashUrl: undefined, mailboxUrl: undefined })
    expect(
      Object.keys(environment).filter((name) => /UPSTASH|RESEND_(API|BASE)|MAIL_FROM/.test(name)),
    ).toEqual([])
  })

  test.each([
    ['http://localhost:3000', 'http://localhost:3001'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:3001'],
    ['https://app.localhost/', 'https://app.localhost:3001'],
  ])('moves the local APP_URL %s to the port in use: %s', (APP_URL, moved) => {
    expect(localEnvironment({ APP_URL }, { ...services, port: 3001 }).APP_URL).toBe(moved)
  })

  test('leaves out an APP_URL that isn’t local, such as a tunnel’s', () => {
    expect(localEnvironment({ APP_URL: 'https://me.tunnel.example' }, services)).not.toHaveProperty('APP_URL')
  })
})

describe('NOT_IN_TESTS', () => {
  test('together with localEnvironment, it covers every variable that .env.local could set', () => {
    const covered = { ...localEnvironment({}, services), ...NOT_IN_TESTS }
    expect(VARIABLES.filter((name) => !(name in covered))).toEqual([])
  })
})

describe('bringsRedis', () => {
  test.each([
    [{}, false],
    [{ UPSTASH_REDIS_REST_URL: 'https://eu1.example', UPSTASH_REDIS_REST_TOKEN: 'theirs' }, true],
    [{ KV_REST_API_URL: 'https://eu1.example' }, true],
    [{ UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:8079', UPSTASH_REDIS_REST_TOKEN: 'a token' }, false],
  ])('with %j: %s', (given, expected) => expect(bringsRedis(given, secrets)).toBe(expected))
})

describe('bringsMail', () => {
  test.each([
    [{}, false],
    [{ RESEND_API_KEY: 're_theirs' }, true],
    [{ RESEND_BASE_URL: 'http://mail.example' }, true],
    [{ SMTP_URL: 'smtps://smtp.example' }, true],
    [{ RESEND_API_KEY: 're_local_1', RESEND_BASE_URL: 'http://127.0.0.1:8025' }, false],
  ])('with %j: %s', (given, expected) => expect(bringsMail(given, secrets)).toBe(expected))
})

describe('wantedPort', () => {
  test.each([
    [{}, 3000],
    [{ PORT: '4000' }, 4000],
    [{ APP_URL: 'http://localhost:5000' }, 5000],
    [{ APP_URL: 'http://localhost:5000', PORT: '4000' }, 4000],
    [{ APP_URL: 'https://me.tunnel.example:8443' }, 3000],
  ])('with %j: %s', (given, expected) => expect(wantedPort(given)).toBe(expected))

  test.each(['x', '70000', '-1', '3.5'])('refuses the port %s', (PORT) => {
    expect(() => wantedPort({ PORT })).toThrow('PORT must be a number from 1 to 65535')
  })
})

describe('formatEnvironment', () => {
  test('writes lines that read back unchanged from a .env file', () => {
    const environment = localEnvironment({}, services)
    expect(parseEnv(formatEnvironment(environment))).toEqual(environment)
  })
})

describe('readSecrets', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  test('makes secrets that are long enough, and different ones in every folder', () => {
    const made = readSecrets(join(folder, 'one'))
    expect(made.sessionSecret.length).toBeGreaterThanOrEqual(32)
    expect(made.mailKey).toMatch(/^re_local/)
    expect(Buffer.from(made.webhookSecret.replace(/^whsec_/, ''), 'base64')).toHaveLength(24)
    const others = Object.values(readSecrets(join(folder, 'two')))
    expect(Object.values(made).filter((secret) => others.includes(secret))).toEqual([])
  })

  test('returns the same secrets again', () => {
    expect(readSecrets(folder)).toEqual(readSecrets(folder))
  })

  test.skipIf(process.platform === 'win32')('keeps them in a file that only its owner can read', () => {
    readSecrets(folder)
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  test('adds secrets that an older file lacks, and keeps them', () => {
    const path = join(folder, 'secrets.json')
    writeFileSync(path, JSON.stringify({ sessionSecret: 'kept' }))
    const first = readSecrets(folder)
    expect(first.sessionSecret).toBe('kept')
    expect(readSecrets(folder)).toEqual(first)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(first)
  })
})
