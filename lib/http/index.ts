// The only door to HTTP for app/, middleware.ts and cli/. next.config.ts and instrumentation.ts
// reach some files directly: they run before the application.

export { contentSecurityPolicy } from './content-security-policy'
export { logCspReports } from './csp-report'
export { copyForRequest, languageIn } from './language'
export { LANGUAGE_COOKIE, PRERENDERED } from './language-rewrites'
export { LINK_HEADERS } from './link-paths'
export { isOwnOrigin } from './origin'
export { forgetTyped, keepTyped, typedBefore } from './outdated-form'
export { LED_COOKIE } from './own-host'
export { isPrefetch } from './prefetch'
export { plainResponse, rejectRequest } from './reject-request'
export { isDecodable } from './request-line'
