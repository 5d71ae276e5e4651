import type { IncomingMessage } from 'node:http'
import { ApiError } from './api-error'

/** Accepts any key of Resend's form, because nothing here is worth guarding. @throws ApiError */
export function authorize(request: IncomingMessage): void {
  const key = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (!key) throw new ApiError(401, 'missing_api_key', 'Missing API key in the authorization header.')
  if (!key.startsWith('re_')) throw new ApiError(403, 'invalid_api_key', 'API key is invalid.')
}
