export type { LocalServer } from './http'
export { type Mail, startResend } from './resend'
export { startUpstash } from './upstash'
