import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ignores, parseDockerfile } from '@/e2e/image/dockerfile'
import { parseEnv } from '@/lib/platform/env'
import { VARIABLES } from '@/lib/platform/env-variables'

type Service = {
  image: string
  build?: string
  command?: string | string[]
  environment?: Record<string, string>
  volumes?: string[]
  ports?: string[]
  networks: string[]
  healthcheck?: { test?: string[] }
  depends_on?: Record<string, { condition: string }>
  read_only?: boolean
  env_file?: string
}

const read = (path: string) => readFileSync(path, 'utf8')

describe('compose.yaml', () => {
  const text = read('compose.yaml')
  const compose: {
    services: Record<string, Service>
    networks: Record<string, { internal: boolean } | null>
    volumes: object
  } = parse(text, { merge: true })
  const services = Object.entries(compose.services)
  const ours = services.filter(([, { image }]) => image === 'magic-link')

  test('names only volumes and networks that it declares', () => {
    for (const [name, { volumes = [], networks }] of services) {
      for (const volume of volumes) expect(Object.keys(compose.volumes), name).toContain(volume.split(':')[0])
      for (const network of networks) expect(Object.keys(compose.networks), name).toContain(network)
    }
    expect(services.flatMap(([, { volumes = [] }]) => volumes).sort()).toEqual([
      'certificates:/data',
      'database:/data',
      'database:/data',
      'redis:/data',
    ])
  })

  test('waits for health only where there is a health check, and for an end only where there is one', () => {
    expect(read('Dockerfile')).toMatch(/^HEALTHCHECK /m)
    for (const [name, { depends_on = {} }] of services) {
      for (const [other, { condition }] of Object.entries(depends_on)) {
        const { healthcheck, image } = compose.services[other] as Service
        if (condition === 'service_healthy')
          expect(healthcheck?.test ?? image === 'magic-link', `${name} waits for ${other}`).toBeTruthy()
        else expect([other, condition]).toEqual(['migrate', 'service_completed_successfully'])
      }
    }
  })

  test('runs programs that the image has', () => {
    const programs = ours.flatMap(([, { command = [] }]) => command)
    expect(programs.sort()).toEqual(['migrate.mjs', 'redis-gateway.mjs'])
    for (const program of programs) expect(read('scripts/standalone.ts')).toContain(`'${program}'`)
  })

  test('opens nothing but the web’s ports, and keeps what has no password in a network without a way out', () => {
    expect(services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))).toEqual([
      'caddy 80:80',
      'caddy 443:443',
    ])
    expect(compose.networks.inside).toEqual({ internal: true })
    expect(compose.services.redis?.networks).toEqual(['inside'])
    expect(compose.services['redis-gateway']?.networks).toEqual(['inside'])
    for (const [name, { read_only }] of ours) expect(read_only, name).toBe(true)
  })

  test('has no secret of its own, not even as a default', () => {
    const values = services.flatMap(([, { environment = {} }]) => Object.entries(environment))
    const secret = values.filter(
      ([name]) => /TOKEN|SECRET|KEY|PASSWORD/.test(name) && name !== 'DATABASE_AUTH_TOKEN',
    )
    expect(secret.length).toBeGreaterThan(0)
    for (const [name, value] of secret) expect(value).toBe(`\${${name}:?Set it in .env}`)
    // `${NAME:-default}` and `${NAME-default}`.
    expect(text).not.toMatch(/\$\{\w+:?-/)
  })

  test('tells the operator’s settings to the server alone', () => {
    expect(services.filter(([, { env_file }]) => env_file).map(([name]) => name)).toEqual(['app'])
    expect(compose.services.migrate?.environment).toEqual({ DATABASE_URL: 'file:/data/app.db' })
  })

  test('completes an environment that lacks only what the operator must know', () => {
    const { environment } = compose.services.app as Service
    const parsed = parseEnv({
      ...environment,
      APP_URL: 'https://login.acme.test',
      SESSION_SECRET: 'Zk3v9Qw8xY7rT2uP5nM1bV6cX4zL0aSd',
      UPSTASH_REDIS_REST_TOKEN: 'x',
      RESEND_API_KEY: 're_123',
      RESEND_WEBHOOK_SECRET: 'whsec_abc',
      MAIL_FROM: 'sign-in@acme.test',
    })
    expect(parsed).toMatchObject({ ok: true, warnings: [] })
  })
})

describe('vercel.json', () => {
  const vercel: { crons: { path: string; schedule: string }[]; buildCommand: string } = JSON.parse(
    read('vercel.json'),
  )

  test('prunes daily, at an address that exists', () => {
    expect(vercel.crons).toEqual([{ path: '/api/prune', schedule: '17 3 * * *' }])
    for (const { path } of vercel.crons) expect(existsSync(join('app', path, 'route.ts'))).toBe(true)
  })

  test('migrates in production only: a preview’s migration isn’t decided yet', () => {
    expect(vercel.buildCommand).toMatch(
      /^if \[ "\$VERCEL_ENV" = production \]; then npm run db:migrate; fi && /,
    )
  })
})

test('the button in the README asks for the variables that are needed, and for no others', () => {
  const [, query = ''] = /https:\/\/vercel\.com\/new\/clone\?([^)]+)/.exec(read('README.md')) ?? []
  const asked = new URLSearchParams(query).get('env')?.split(',') ?? []
  const missing = parseEnv({})
  const named = missing.ok ? [] : missing.problems.map((problem) => problem.split(' ')[0] ?? '')
  const needed = named.filter((name) => VARIABLES.includes(name))
  expect(needed.length).toBeGreaterThan(4)
  expect(asked).toEqual(expect.arrayContaining(needed))
  expect(asked.filter((name) => !VARIABLES.includes(name))).toEqual([])
})

test('the unit for systemd runs what a standalone build contains', () => {
  const unit = read('deploy/magic-link.service')
  expect([...unit.matchAll(/^ExecStart\w*=\/usr\/bin\/node (.+)$/gm)].map(([, program]) => program)).toEqual([
    'migrate.mjs',
    'server.js',
  ])
})

describe('the stand-in for Docker', () => {
  test('refuses instructions that it can’t carry out, instead of leaving them out', () => {
    expect(parseDockerfile('FROM a AS b\n# x\nCOPY --from=b --chown=1:1 \\\n  /c /d')).toEqual([
      { name: 'FROM', flags: {}, text: 'a AS b' },
      { name: 'COPY', flags: { from: 'b', chown: '1:1' }, text: '/c /d' },
    ])
    expect(() => parseDockerfile('FROM a\nADD https://example.com/x /x')).toThrow('ADD')
    expect(() => ignores('**/secret')).toThrow('secret')
  })

  test('keeps out of an image what .dockerignore names', () => {
    const ignored = ignores(read('.dockerignore'))
    for (const name of ['.env', '.env.local', '.git', 'node_modules', 'app.db', 'app.db-wal', '.local'])
      expect(ignored(name), name).toBe(true)
    for (const name of ['app', 'lib', 'package.json', 'environment']) expect(ignored(name), name).toBe(false)
  })
})
