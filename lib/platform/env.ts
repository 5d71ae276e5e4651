import type { z } from 'zod'
import { isLoopback, Variables, WHERE } from './env-variables'

// The only reader of the environment.

export { isLoopback }

type Source = Record<string, string | undefined>

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
    const problems = parsed.error.issues.map((issue) => describe(issue, given))
    return { ok: false, problems: [...problems, ...senders(given)] }
  }
  const env = shape(parsed.data)
  const problems = [...senders(given), ...badCombinations(env, source)]
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
 * For startup: whether this process's environment is complete. Prints one line for each problem on
 * stderr, and never a value.
 */
export function checkEnv(): boolean {
  const parsed = parseEnv(process.env)
  if (parsed.ok) {
    for (const warning of parsed.warnings) console.warn(`warning: ${warning}`)
    return true
  }
  for (const problem of parsed.problems) console.error(problem)
  console.error(
    'Until then, every request is answered 503. Each variable is explained in .env.example. On a laptop none is needed: `npm run dev`, or `npm run services -- COMMAND` for any other command.',
  )
  return false
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

/** Exactly one way to send email: with two, operators would wonder which one is in use. */
function senders({ RESEND_API_KEY, SMTP_URL }: Source): string[] {
  if (RESEND_API_KEY && SMTP_URL) return ['SMTP_URL and RESEND_API_KEY are both set: remove one of them']
  return RESEND_API_KEY || SMTP_URL ? [] : [`RESEND_API_KEY is missing (${WHERE.RESEND_API_KEY})`]
}

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
      /** Either this, or `smtp`. */
      apiKey: v.RESEND_API_KEY,
      baseUrl: v.RESEND_BASE_URL?.origin,
      from: v.MAIL_FROM,
      replyTo: v.MAIL_REPLY_TO,
      smtp: v.SMTP_URL,
      /** Without Resend, an event that seems to be its own isn't. */
      webhookSecret: v.SMTP_URL ? undefined : v.RESEND_WEBHOOK_SECRET,
      budgetPerDay: v.MAIL_BUDGET_PER_DAY,
    },
    signUp: v.SIGN_UP,
    linkLifetimeMinutes: v.LINK_LIFETIME_MINUTES,
    cronSecret: v.CRON_SECRET,
    clientAddress: { header: v.CLIENT_ADDRESS_HEADER, proxies: v.TRUSTED_PROXIES },
    /** City first, then country. */
    placeHeaders: v.PLACE_HEADERS,
    /** `isOn`: there is a collector. Exporters read the other variables that begin with OTEL_. */
    telemetry: {
      isOn: v.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
      metricInterval: v.OTEL_METRIC_EXPORT_INTERVAL,
    },
    supportContact: v.SUPPORT_CONTACT,
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
  const services = {
    UPSTASH_REDIS_REST_URL: env.redis.url,
    RESEND_BASE_URL: env.email.baseUrl,
    SMTP_URL: env.email.smtp,
  }
  for (const [name, url] of Object.entries(services)) {
    if (url && isLoopback(new URL(url))) {
      warnings.push(`${name} is on this machine, but APP_URL is public. Is that what you want?`)
    }
  }
  if (env.email.smtp) {
    warnings.push('SMTP_URL reports nothing back: bounces and complaints will go unnoticed')
  } else if (!env.email.webhookSecret) {
    warnings.push('RESEND_WEBHOOK_SECRET is missing: bounces and complaints will go unnoticed')
  }
  return warnings
}
