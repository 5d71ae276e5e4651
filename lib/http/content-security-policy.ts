/**
 * Stands for the inline scripts of the prerendered pages, which are known only when the build is over:
 * scripts/allow-prerendered-scripts.ts writes their hashes over it. As it stands it allows nothing.
 */
export const HASHES_TO_COME = 'sha256-TheHashesOfThePrerenderedPagesScriptsGoHere='

const isDevelopment = process.env.NODE_ENV === 'development'

/** False after a bare `next build`: prerendered pages then stay without their scripts, and their forms work all the same. */
export const hasHashes = isDevelopment || !HASHES_TO_COME.startsWith('sha256-TheHashes')

/**
 * What a page may load and run (ASVS 3.4.3): files of our own, and inline scripts by their hash or, where a page is made
 * for the request, by its `nonce`. `next dev` loads its scripts and styles by `eval` and inline.
 */
export function contentSecurityPolicy(nonce?: string): string {
  const inline = [...HASHES_TO_COME.split(' '), ...(nonce ? [`nonce-${nonce}`] : [])]
  const directives = {
    'default-src': "'none'",
    'script-src': isDevelopment
      ? "'self' 'unsafe-inline' 'unsafe-eval'"
      : `'self' ${inline.map(quote).join(' ')}`,
    'style-src': isDevelopment ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'form-action': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    // Not `report-to`: Chromium would then ignore this one, which every browser knows and sends at once.
    'report-uri': '/api/csp-reports',
  }
  return Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; ')
}

const quote = (source: string) => `'${source}'`
