import { z } from 'zod'

// The only reader of the environment. .env.example explains each variable; this file checks them.

type Source = Record<string, string | undefined>

const isLoopback = (url: URL) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)

const httpUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'must be an http(s) URL')
  .transform((text) => new URL(text))

const SAMPLE = /change.?me|example|sample|secret-?here|password|^(.)\1+$/i

const Variables = z.object({
  APP_URL: httpUrl.refine(
    (url) => url.href === `${url.origin}/`,
    'must be an origin alone, like https://login.example.com: no path, no user name',
  ),
  SESSION_SECRET: z
    .string()
    .transform((list) => list.split(',').map((secret) => secret.trim()))
    .refine((list) => list.every((secret) => secret.length >= 32), 'must have 32 characters or more')
    .refine(
      (list) => list.every((secret) => !SAMPLE.test(secret)),
      'is a sample: make one with `openssl rand -base64 32`',
    ),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|(libsql|https?|wss?):\/\/.+)$/, 'must begin with file: or libsql://'),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  UPSTASH_REDIS_REST_URL: httpUrl,
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  RESEND_API_KEY: z.string().regex(/^re_/, 'must begin with re_'),
  RESEND_BASE_URL: httpUrl.optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=_-]+$/, 'must begin with whsec_')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'must look like: Name <name@example.com>',
    ),
  MAIL_REPLY_TO: z
    .string()
    .regex(/^[^\s<>@]+@[^\s<>@]+$/, 'must be an email address')
    .optional(),
  SIGN_UP: z
    .string()
    .default('open')
    .transform((text) => text.toLowerCase())
    .refine(
      (text) =>
        /^(open|closed)$/.test(text) ||
        text.split(',').every((domain) => /^\s*([a-z0-9-]+\.)+[a-z0-9-]+\s*$/.test(domain)),
      'must be open, closed, or domains separated by commas',
    )
    .transform((text): SignUp => {
      if (text === 'open' || text === 'closed') return text
      return { domains: text.split(',').map((domain) => domain.trim()) }
    }),
  MAIL_BUDGET_PER_DAY: z.coerce
    .number('must be a whole number above 0')
    .int('must be a whole number above 0')
    .positive('must be a whole number above 0')
    .default(1000),
  CRON_SECRET: z
    .string()
    .min(32, 'must have 32 characters or more')
    .refine((secret) => !SAMPLE.test(secret), 'is a sample: make one with `openssl rand -base64 32`')
    .optional(),
  CLIENT_ADDRESS_HEADER: z
    .string()
    .default('x-forwarded-for')
    .transform((name) => name.toLowerCase())
    .refine((name) => /^[a-z0-9-]+$/.test(name), 'must be the name of a header')
    .refine(
      (name) => name !== 'forwarded',
      'must be a header of plain addresses: RFC 7239’s isn’t supported',
    ),
  TRUSTED_PROXIES: z.coerce
    .number('must be a whole number from 1 to 9')
    .int('must be a whole number from 1 to 9')
    .min(1, 'must be a whole number from 1 to 9')
    .max(9, 'must be a whole number from 1 to 9')
    .default(1),
  PLACE_HEADERS: z
    .string()
    .transform((list) => list.split(',').map((name) => name.trim().toLowerCase()))
    .refine((list) => list.every((name) => /^[a-z0-9-]+$/.test(name)), 'must be names of headers')
    .default([]),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s<>@]+@[^\s<>@]+|https:\/\/[^\s<>]+)$/, 'must begin with mailto: or https://')
    .optional(),
})

/** Who may sign up. `domains`: only with an address there. */
export type SignUp = 'open' | 'closed' | { domains: string[] }

export type Env = ReturnType<typeof shape>

export type ParsedEnv =
  | { ok: true; env: Env; warnings: string[] }
  | { ok: false /** One line each. */; problems: string[] }

/**
 * Checks a whole environment, and reports everything that is wrong with it at once. Never throws.
 */
export function parseEnv(source: Source): ParsedEnv {
  const given = withAliases(source)
  const parsed = Variables.safeParse(given)
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => describe(issue, given)) }
  }
  const env = shape(parsed.data)
  const problems = badCombinations(env, source)
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, env, warnings: warningsAbout(env) }
}

let checked: Env | undefined

/**
 * This process's environment, checked at the first call.
 * @throws Error with one line for each problem.
 */
export function env(): Env {
  if (!checked) {
    const parsed = parseEnv(process.env)
    if (!parsed.ok) throw new Error(['The environment is not complete:', ...parsed.problems].join('\n  '))
    checked = parsed.env
  }
  return checked
}

/**
 * For startup and build: ends the process if anything is wrong, with one line on stderr for each
 * problem.
 */
export function checkEnvOrExit(): void {
  const parsed = parseEnv(process.env)
  if (parsed.ok) {
    for (const warning of parsed.warnings) console.warn(`warning: ${warning}`)
    return
  }
  for (const problem of parsed.problems) console.error(problem)
  console.error(
    'Each variable is explained in .env.example. On a laptop none is needed: `npm run dev`, or `npm run services -- COMMAND` for any other command.',
  )
  process.exit(1)
}

// Vercel's integration gives the same two variables other names. Empty means missing: that is how a
// host's form leaves a field that isn't filled in.
function withAliases(source: Source): Source {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  return {
    ...present,
    UPSTASH_REDIS_REST_URL: present.UPSTASH_REDIS_REST_URL ?? present.KV_REST_API_URL,
    UPSTASH_REDIS_REST_TOKEN: present.UPSTASH_REDIS_REST_TOKEN ?? present.KV_REST_API_TOKEN,
  }
}

const WHERE: Record<keyof z.input<typeof Variables>, string> = {
  APP_URL: 'the one origin that people visit, like https://login.example.com',
  SESSION_SECRET: 'make one with `openssl rand -base64 32`',
  DATABASE_URL: 'libsql://… from Turso, or file:./data/app.db on one machine',
  DATABASE_AUTH_TOKEN: 'from Turso, beside the URL',
  UPSTASH_REDIS_REST_URL: 'from the database’s page at Upstash, under REST',
  UPSTASH_REDIS_REST_TOKEN: 'from the database’s page at Upstash, under REST',
  RESEND_API_KEY: 'from resend.com/api-keys',
  RESEND_BASE_URL: 'for tests only: leave it out',
  RESEND_WEBHOOK_SECRET: 'from the webhook’s page at Resend',
  MAIL_FROM: 'the sender, from a domain that Resend has verified',
  MAIL_REPLY_TO: 'where replies to our emails go',
  SIGN_UP: 'who may sign up',
  MAIL_BUDGET_PER_DAY: 'how many emails a day at most, in total',
  CRON_SECRET: 'opens /api/prune to your scheduler: make one with `openssl rand -base64 32`',
  CLIENT_ADDRESS_HEADER: 'where your proxy writes the client’s address',
  TRUSTED_PROXIES: 'how many proxies of yours write into that header',
  PLACE_HEADERS: 'where your host writes the city and country that a request comes from',
  SECURITY_CONTACT: 'where to report a weakness',
}

/** The names of all variables that the application reads. */
export const VARIABLES = Object.keys(WHERE)

function describe(issue: z.core.$ZodIssue, given: Source): string {
  const name = String(issue.path[0]) as keyof typeof WHERE
  const what = given[name] === undefined ? 'is missing' : issue.message
  return `${name} ${what} (${WHERE[name]})`
}

function shape(v: z.output<typeof Variables>) {
  return {
    /** Without a trailing slash. */
    appUrl: v.APP_URL.origin,
    /** Https, so cookies can be Secure and carry the __Host- prefix. */
    secureCookies: v.APP_URL.protocol === 'https:',
    /** Newest first: seal with the first, accept all. */
    sessionSecrets: v.SESSION_SECRET,
    database: { url: v.DATABASE_URL, authToken: v.DATABASE_AUTH_TOKEN },
    redis: { url: v.UPSTASH_REDIS_REST_URL.href, token: v.UPSTASH_REDIS_REST_TOKEN },
    email: {
      apiKey: v.RESEND_API_KEY,
      baseUrl: v.RESEND_BASE_URL?.origin,
      from: v.MAIL_FROM,
      replyTo: v.MAIL_REPLY_TO,
      webhookSecret: v.RESEND_WEBHOOK_SECRET,
      budgetPerDay: v.MAIL_BUDGET_PER_DAY,
    },
    signUp: v.SIGN_UP,
    cronSecret: v.CRON_SECRET,
    clientAddress: { header: v.CLIENT_ADDRESS_HEADER, proxies: v.TRUSTED_PROXIES },
    /** City first, then country. */
    placeHeaders: v.PLACE_HEADERS,
    securityContact: v.SECURITY_CONTACT,
  }
}

function badCombinations(env: Env, source: Source): string[] {
  const problems: string[] = []
  const url = new URL(env.appUrl)
  if (url.protocol === 'http:' && !isLoopback(url)) {
    problems.push(
      'APP_URL must be https, unless it is on localhost: links and cookies would be sent in the clear',
    )
  }
  const serverless = ['VERCEL', 'NETLIFY', 'AWS_LAMBDA_FUNCTION_NAME', 'K_SERVICE'].find(
    (name) => source[name],
  )
  if (serverless && env.database.url.startsWith('file:')) {
    problems.push(
      `DATABASE_URL must not be a file: on a serverless host, where files are lost (${serverless} is set): use libsql://… from Turso`,
    )
  }
  return problems
}

function warningsAbout(env: Env): string[] {
  const warnings: string[] = []
  if (isLoopback(new URL(env.appUrl))) return warnings
  const services = { UPSTASH_REDIS_REST_URL: env.redis.url, RESEND_BASE_URL: env.email.baseUrl }
  for (const [name, url] of Object.entries(services)) {
    if (url && isLoopback(new URL(url))) {
      warnings.push(`${name} is on this machine, but APP_URL is public. Is that what you want?`)
    }
  }
  if (!env.email.webhookSecret) {
    warnings.push('RESEND_WEBHOOK_SECRET is missing: bounces and complaints will go unnoticed')
  }
  return warnings
}
