/** Pages that emails link to. The second segment of their path is a secret, the token. */
export const LINK_PATHS = ['magic-link', 'report-sign-in', 'confirm-email', 'cancel-email-change'] as const
export type LinkPath = (typeof LINK_PATHS)[number]

/** For their responses: the token must not be cached, indexed or sent on (ASVS 14.2.1, 14.3.2). */
export const LINK_HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}

/** Whether the first segment of a path is one of these pages. */
export const isLinkPath = (part: string): part is LinkPath => LINK_PATHS.some((path) => path === part)
