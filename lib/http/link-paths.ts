/** Pages that emails link to. The second part of their path is a secret (see lib/auth/link-token.ts). */
export const LINK_PATHS = ['magic-link', 'report-sign-in', 'confirm-email', 'cancel-email-change'] as const
export type LinkPath = (typeof LINK_PATHS)[number]

/** On every response of theirs: the secret must not be kept, found or passed on (ASVS 14.2.1, 14.3.2). */
export const LINK_HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}

/** Whether the first part of a path is one of these pages. */
export const isLinkPath = (part: string): part is LinkPath => LINK_PATHS.some((path) => path === part)
