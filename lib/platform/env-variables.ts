import { z } from 'zod'

// What each variable of the environment must look like. .env.example explains them to people.

export const isLoopback = (url: URL) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)

const httpUrl = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'must be an http(s) URL')
  .transform((text) => new URL(text))

const SAMPLE = /change.?me|example|sample|secret-?here|password|^(.)\1+$/i

/** Options in a URL could turn the check of the certificate off: only the server, a name and a password. */
function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text)
  const rest = pathname.replace(/^\/$/, '') + search + hash
  const isWhole = /^smtps?:$/.test(protocol) && hostname !== '' && rest === ''
  return isWhole && Boolean(username) === Boolean(password) && isEncoded(username + password)
}

const isEncoded = (text: string) => {
  try {
    return decodeURIComponent(text) !== undefined
  } catch {
    return false
  }
}

/** Each variable that the application reads, as text, and what it is turned into. */
export const Variables = z.object({
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
  RESEND_API_KEY: z.string().regex(/^re_/, 'must begin with re_').optional(),
  RESEND_BASE_URL: httpUrl.optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=_-]+$/, 'must begin with whsec_')
    .optional(),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'must look like: smtps://name:password@smtp.example.com')
    .transform((text) => new URL(text))
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
  LINK_LIFETIME_MINUTES: z.coerce
    .number('must be a whole number from 5 to 60')
    .int('must be a whole number from 5 to 60')
    .min(5, 'must be a whole number from 5 to 60')
    .max(60, 'must be a whole number from 5 to 60')
    .default(10),
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
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce
    .number('must be a whole number of milliseconds, at least 1000')
    .int('must be a whole number of milliseconds, at least 1000')
    .min(1000, 'must be a whole number of milliseconds, at least 1000')
    .default(60_000),
  SUPPORT_CONTACT: z
    .string()
    .regex(/^([^\s<>@:/]+@[^\s<>@]+|https:\/\/[^\s<>]+)$/, 'must be an email address, or begin with https://')
    .optional(),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s<>@]+@[^\s<>@]+|https:\/\/[^\s<>]+)$/, 'must begin with mailto: or https://')
    .optional(),
})

/** Who may sign up. `domains`: only with an address there. */
export type SignUp = 'open' | 'closed' | { domains: string[] }

/** What each variable is, or where to get it. */
export const WHERE: Record<keyof z.input<typeof Variables>, string> = {
  APP_URL: 'the one origin that people visit, like https://login.example.com',
  SESSION_SECRET: 'make one with `openssl rand -base64 32`',
  DATABASE_URL: 'libsql://… from Turso, or file:./data/app.db on one machine',
  DATABASE_AUTH_TOKEN: 'from Turso, beside the URL',
  UPSTASH_REDIS_REST_URL: 'from the database’s page at Upstash, under REST',
  UPSTASH_REDIS_REST_TOKEN: 'from the database’s page at Upstash, under REST',
  RESEND_API_KEY: 'from resend.com/api-keys, or set SMTP_URL instead',
  RESEND_BASE_URL: 'for tests only: leave it out',
  RESEND_WEBHOOK_SECRET: 'from the webhook’s page at Resend',
  SMTP_URL: 'your own email server, instead of Resend',
  MAIL_FROM: 'the sender, from a domain that your email provider has verified',
  MAIL_REPLY_TO: 'where replies to our emails go',
  SIGN_UP: 'who may sign up',
  MAIL_BUDGET_PER_DAY: 'how many emails a day at most, in total',
  LINK_LIFETIME_MINUTES: 'how long a magic link works: 10, or more if email arrives late',
  CRON_SECRET: 'opens /api/prune to your scheduler: make one with `openssl rand -base64 32`',
  CLIENT_ADDRESS_HEADER: 'where your proxy writes the client’s address',
  TRUSTED_PROXIES: 'how many proxies of yours write into that header',
  PLACE_HEADERS: 'where your host writes the city and country that a request comes from',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'where your OpenTelemetry collector takes traces and metrics',
  OTEL_METRIC_EXPORT_INTERVAL: 'how often counters are sent there',
  SUPPORT_CONTACT: 'whom visitors can ask when no email comes',
  SECURITY_CONTACT: 'where to report a weakness',
}

/** The names of all variables that the application reads. */
export const VARIABLES = Object.keys(WHERE)
