/**
 * Stands in for the hashes of the prerendered pages' inline scripts, which are known only after the
 * build: next-adapter.mjs then replaces it. By itself it allows nothing.
 */
export const HASHES_PLACEHOLDER = 'sha256-TheHashesOfThePrerenderedPagesScriptsGoHere='

const isDevelopment = process.env.NODE_ENV === 'development'

/**
 * What a page may load and run (ASVS 3.4.3): our own files, and inline scripts by their hash or, on
 * a page that is rendered for the request, by its `nonce`. `next dev` needs `eval` and inline
 * scripts and styles.
 *
 * @returns the value of the header
 */
export function contentSecurityPolicy(nonce?: string): string {
  const inline = [...HASHES_PLACEHOLDER.split(' '), ...(nonce ? [`nonce-${nonce}`] : [])]
  const directives = {
    'default-src': "'none'",
    'script-src': isDevelopment
      ? "'self' 'unsafe-inline' 'unsafe-eval'"
      : `'self' ${inline.map(quote).join(' ')}`,
    'style-src': isDevelopment ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': "'self'",
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'form-action': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    // Not `report-to`: with it, Chromium ignores this one, which all browsers support.
    'report-uri': '/api/csp-reports',
  }
  return Object.entries(directives)
    .map((directive) => directive.join(' '))
    .join('; ')
}

const quote = (source: string) => `'${source}'`
