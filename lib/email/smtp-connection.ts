import { type Env, isLoopback } from '@/lib/platform/env'
import { seconds } from '@/lib/platform/time'

// For `npm run doctor`, too, so not only for the server. Loads nothing of nodemailer.

/** How to reach the server of SMTP_URL, and how to log in there, if at all. */
export function smtpOptions({ appUrl, email }: Pick<Env, 'appUrl' | 'email'>) {
  const url = email.smtp
  if (!url) throw new Error('SMTP_URL is not set.')
  const secure = url.protocol === 'smtps:'
  const isLocal = isLoopback(url)
  const connection = {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // An attacker in between could leave STARTTLS out of the server's answer, and get the password
    // and every link (RFC 8314). On this machine there is no one in between, and no certificate.
    requireTLS: !isLocal,
    ignoreTLS: isLocal,
    name: new URL(appUrl).hostname,
    connectionTimeout: seconds(1.8),
    dnsTimeout: seconds(1.8),
    greetingTimeout: seconds(4),
    socketTimeout: seconds(4),
    socketCloseTimeout: 0,
  }
  const [user, pass] = [url.username, url.password].map(decodeURIComponent)
  return { connection, credentials: user && pass ? { user, pass } : undefined }
}

/**
 * What an error of nodemailer says, without the server's text, which may repeat an address.
 * `enhanced` is the code of RFC 3463.
 */
export function smtpError(error: Error): { code: string; status?: number; enhanced?: string } {
  const { code, responseCode, response } = error as Error & {
    code?: unknown
    responseCode?: number
    response?: string
  }
  return {
    code: typeof code === 'string' ? code : error.name,
    status: responseCode || undefined,
    enhanced: /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1],
  }
}
