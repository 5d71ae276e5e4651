import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseEnv } from './env'
import { VARIABLES } from './env-variables'

const good = {
  APP_URL: 'https://login.acme.test',
  SESSION_SECRET: 'Zk3v9Qw8xY7rT2uP5nM1bV6cX4zL0aSd',
  DATABASE_URL: 'libsql://acme.turso.io',
  UPSTASH_REDIS_REST_URL: 'https://eu1.upstash.io',
  UPSTASH_REDIS_REST_TOKEN: 'token',
  RESEND_API_KEY: 're_123',
  RESEND_WEBHOOK_SECRET: 'whsec_abc',
  MAIL_FROM: 'Acme <sign-in@acme.test>',
}
const local = {
  ...good,
  APP_URL: 'http://localhost:3000',
  DATABASE_URL: 'file:./app.db',
  UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:8079',
}

const problemsOf = (source: Record<string, string | undefined>) => {
  const parsed = parseEnv(source)
  return parsed.ok ? [] : parsed.problems
}

describe('parseEnv', () => {
  test('accepts a complete environment, and fills in the defaults', () => {
    expect(parseEnv(good)).toEqual({
      ok: true,
      warnings: [],
      env: {
        appUrl: 'https://login.acme.test',
        secureCookies: true,
        sessionSecrets: [good.SESSION_SECRET],
        database: { url: good.DATABASE_URL, authToken: undefined },
        redis: { url: 'https://eu1.upstash.io/', token: 'token' },
        email: {
          apiKey: 're_123',
          baseUrl: undefined,
          smtp: undefined,
          from: good.MAIL_FROM,
          replyTo: undefined,
          webhookSecret: 'whsec_abc',
          budgetPerDay: 1000,
        },
        signUp: 'open',
        linkLifetimeMinutes: 10,
        clientAddress: { header: 'x-forwarded-for', proxies: 1 },
        placeHeaders: [],
        telemetry: { isOn: false, metricInterval: 60_000 },
        supportContact: undefined,
        securityContact: undefined,
      },
    })
  })

  test('on localhost, allows http, a file and loopback services without a warning', () => {
    expect(parseEnv(local)).toMatchObject({ ok: true, warnings: [], env: { secureCookies: false } })
  })

  test('names each missing variable in one line, with where to get it', () => {
    expect(problemsOf({})).toEqual([
      'APP_URL is missing (the one origin that people visit, like https://login.example.com)',
      'SESSION_SECRET is missing (make one with `openssl rand -base64 32`)',
      'DATABASE_URL is missing (libsql://… from Turso, or file:./data/app.db on one machine)',
      'UPSTASH_REDIS_REST_URL is missing (from the database’s page at Upstash, under REST)',
      'UPSTASH_REDIS_REST_TOKEN is missing (from the database’s page at Upstash, under REST)',
      'MAIL_FROM is missing (the sender, from a domain that your email provider has verified)',
      'RESEND_API_KEY is missing (from resend.com/api-keys, or set SMTP_URL instead)',
    ])
  })

  test('treats an empty variable as missing', () => {
    expect(problemsOf({ ...good, RESEND_API_KEY: ' ' })).toEqual([
      'RESEND_API_KEY is missing (from resend.com/api-keys, or set SMTP_URL instead)',
    ])
  })

  test('accepts Redis under the names that hosts give it', () => {
    const {
      UPSTASH_REDIS_REST_URL: KV_REST_API_URL,
      UPSTASH_REDIS_REST_TOKEN: KV_REST_API_TOKEN,
      ...rest
    } = good
    expect(parseEnv({ ...rest, KV_REST_API_URL, KV_REST_API_TOKEN })).toMatchObject({ ok: true })
  })

  test('accepts several secrets, newest first', () => {
    const older = 'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF'
    const parsed = parseEnv({ ...good, SESSION_SECRET: `${good.SESSION_SECRET}, ${older}` })
    expect(parsed).toMatchObject({ env: { sessionSecrets: [good.SESSION_SECRET, older] } })
  })

  test.each([
    ['APP_URL', 'login.acme.test', /must be an http\(s\) URL/],
    ['APP_URL', 'https://login.acme.test/app', /must be an origin alone/],
    ['APP_URL', 'https://me@login.acme.test', /must be an origin alone/],
    ['APP_URL', 'http://login.acme.test', /must be https, unless it is on localhost/],
    ['APP_URL', 'http://localhost.acme.test', /must be https/],
    ['SESSION_SECRET', 'short', /32 characters or more/],
    ['SESSION_SECRET', `${good.SESSION_SECRET},short`, /32 characters or more/],
    ['SESSION_SECRET', 'x'.repeat(40), /is a sample/],
    ['SESSION_SECRET', 'change-me-change-me-change-me-change-me', /is a sample/],
    ['DATABASE_URL', 'postgres://db', /must begin with file: or libsql:/],
    ['RESEND_API_KEY', 'key', /must begin with re_/],
    ['RESEND_WEBHOOK_SECRET', 'secret', /must begin with whsec_/],
    ['SMTP_URL', 'https://smtp.acme.test', /must look like/],
    ['SMTP_URL', 'smtps://name:100%@smtp.acme.test', /must look like/],
    ['SMTP_URL', 'smtps://', /must look like/],
    ['SMTP_URL', 'smtps://name@smtp.acme.test', /must look like/],
    ['SMTP_URL', 'smtps://smtp.acme.test/?tls.rejectUnauthorized=false', /must look like/],
    ['MAIL_FROM', 'Acme', /must look like/],
    ['MAIL_FROM', 'Acme <a@acme.test>\r\nBcc: b@acme.test', /must look like/],
    ['MAIL_REPLY_TO', 'Acme <a@acme.test>', /must be an email address/],
    ['SIGN_UP', 'maybe', /must be open, closed, or domains/],
    ['MAIL_BUDGET_PER_DAY', 'many', /whole number above 0/],
    ['MAIL_BUDGET_PER_DAY', '0', /whole number above 0/],
    ['MAIL_BUDGET_PER_DAY', '1.5', /whole number above 0/],
    ['LINK_LIFETIME_MINUTES', '4', /from 5 to 60/],
    ['LINK_LIFETIME_MINUTES', '61', /from 5 to 60/],
    ['LINK_LIFETIME_MINUTES', 'an hour', /from 5 to 60/],
    ['CRON_SECRET', 'short', /32 characters or more/],
    ['CRON_SECRET', 'x'.repeat(40), /is a sample/],
    ['CLIENT_ADDRESS_HEADER', 'X-Real-IP: 1', /must be the name of a header/],
    ['CLIENT_ADDRESS_HEADER', 'Forwarded', /RFC 7239/],
    ['PLACE_HEADERS', 'x-city, ,x-country', /must be names of headers/],
    ['TRUSTED_PROXIES', '0', /from 1 to 9/],
    ['TRUSTED_PROXIES', 'two', /from 1 to 9/],
    ['TRUSTED_PROXIES', '1.5', /from 1 to 9/],
    ['SUPPORT_CONTACT', 'mailto:help@acme.test', /email address/],
    ['SUPPORT_CONTACT', 'http://acme.test/help', /https:/],
    ['SUPPORT_CONTACT', 'javascript:alert(1)', /https:/],
    ['SECURITY_CONTACT', 'security@acme.test', /mailto: or https:/],
    ['SECURITY_CONTACT', 'mailto:a@acme.test\nPolicy: x', /mailto: or https:/],
  ])('refuses %s=%j in one line that names it', (name, value, message) => {
    const others = name === 'SMTP_URL' ? { ...good, RESEND_API_KEY: '' } : good
    const problems = problemsOf({ ...others, [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(message)
    expect(problems[0]?.startsWith(`${name} `)).toBe(true)
  })

  test('accepts SMTP instead of Resend, whose webhook then isn’t configured', () => {
    const SMTP_URL = 'smtps://name:pass%40word@smtp.acme.test'
    const parsed = parseEnv({ ...good, RESEND_API_KEY: undefined, SMTP_URL })
    expect(parsed).toMatchObject({
      ok: true,
      env: { email: { apiKey: undefined, smtp: new URL(SMTP_URL), webhookSecret: undefined } },
      warnings: ['SMTP_URL reports nothing back: bounces and complaints will go unnoticed'],
    })
  })

  test('refuses SMTP and Resend together', () => {
    expect(problemsOf({ ...good, SMTP_URL: 'smtps://smtp.acme.test' })).toEqual([
      'SMTP_URL and RESEND_API_KEY are both set: remove one of them',
    ])
  })

  test('never repeats a value, which may be a secret', () => {
    const lines = problemsOf({ ...good, SESSION_SECRET: 'hunter2', RESEND_API_KEY: 'hunter3' }).join()
    expect(lines).not.toMatch(/hunter/)
  })

  test('refuses a database file on a serverless host, which loses files', () => {
    expect(problemsOf({ ...good, DATABASE_URL: 'file:./app.db', VERCEL: '1' })).toEqual([
      'DATABASE_URL must not be a file: on a serverless host, where files are lost (VERCEL is set): use libsql://… from Turso',
    ])
  })

  test('warns about loopback services and a missing webhook secret under a public origin', () => {
    const doubtful = {
      ...good,
      UPSTASH_REDIS_REST_URL: 'http://127.0.0.1:8079',
      RESEND_BASE_URL: 'http://localhost:8025',
      RESEND_WEBHOOK_SECRET: undefined,
    }
    const parsed = parseEnv(doubtful)
    expect(parsed.ok && parsed.warnings.map((warning) => warning.split(' ')[0])).toEqual([
      'UPSTASH_REDIS_REST_URL',
      'RESEND_BASE_URL',
      'RESEND_WEBHOOK_SECRET',
    ])
  })

  test('reads where the client’s address comes from', () => {
    const parsed = parseEnv({ ...good, CLIENT_ADDRESS_HEADER: 'CF-Connecting-IP', TRUSTED_PROXIES: '2' })
    expect(parsed).toMatchObject({ env: { clientAddress: { header: 'cf-connecting-ip', proxies: 2 } } })
  })

  test('every variable is in .env.example', () => {
    const example = readFileSync('.env.example', 'utf8')
    expect(VARIABLES.filter((name) => !example.includes(`\n${name}=`))).toEqual([])
  })

  test('reads who may sign up', () => {
    const signUp = (SIGN_UP: string) => {
      const parsed = parseEnv({ ...good, SIGN_UP })
      return parsed.ok && parsed.env.signUp
    }
    expect(signUp('Closed')).toBe('closed')
    expect(signUp('acme.test, Acme.example')).toEqual({ domains: ['acme.test', 'acme.example'] })
  })
})
