import 'server-only'
import { Resend } from 'resend'
import { env } from '@/lib/platform/env'

let client: Resend | undefined

/**
 * The client for all calls to Resend. It never throws, and has no deadline of its own.
 * @throws if the application sends by SMTP instead
 */
export function resend(): Resend {
  const { apiKey, baseUrl = 'https://api.resend.com' } = env().email
  if (!apiKey) throw new Error('RESEND_API_KEY is not set: there is no Resend to call.')
  client ??= new Resend(apiKey, { baseUrl })
  return client
}
