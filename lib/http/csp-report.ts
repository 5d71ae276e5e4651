import 'server-only'
import { z } from 'zod'
import { loggablePath } from '@/lib/http/loggable-path'
import { log } from '@/lib/platform/log'
import { minutes } from '@/lib/platform/time'

// https://www.w3.org/TR/CSP3/#violation-events: the Reporting API's format, and the older one of
// Firefox and Safari.
const Newer = z
  .object({
    type: z.literal('csp-violation'),
    body: z.object({
      documentURL: z.string(),
      effectiveDirective: z.string(),
      blockedURL: z.string().nullish(),
      sourceFile: z.string().nullish(),
      lineNumber: z.number().nullish(),
    }),
  })
  .transform(({ body }) => body)

const Older = z
  .object({
    'csp-report': z.object({
      'document-uri': z.string(),
      'effective-directive': z.string().optional(),
      'violated-directive': z.string().optional(),
      'blocked-uri': z.string().nullish(),
      'source-file': z.string().nullish(),
      'line-number': z.number().nullish(),
    }),
  })
  .transform(({ 'csp-report': body }) => ({
    documentURL: body['document-uri'],
    effectiveDirective: body['effective-directive'] ?? body['violated-directive'] ?? '',
    blockedURL: body['blocked-uri'],
    sourceFile: body['source-file'],
    lineNumber: body['line-number'],
  }))

const Reports = z.union([z.array(Newer).max(20), Older.transform((report) => [report])])

/** Lines per minute and instance. Anyone can send reports, and could fill the log. */
const MAX_LINES = 20
let logged = 0
let countedFrom = 0

/**
 * Logs what a browser says the policy has blocked. Whole URLs stay out: they may contain a link's
 * secret.
 *
 * @param body of the request, unchecked
 * @returns false if it isn't a report
 */
export function logCspReports(body: string): boolean {
  const reports = Reports.safeParse(parseJson(body))
  if (!reports.success) return false
  for (const report of reports.data) {
    if (mayLog()) {
      log.warn('csp.violation', {
        directive: wordOf(report.effectiveDirective),
        path: loggablePath(report.documentURL),
        blocked: originOf(report.blockedURL),
        source: originOf(report.sourceFile),
        line: report.lineNumber ?? undefined,
      })
    }
  }
  return true
}

function mayLog(): boolean {
  if (Date.now() - countedFrom > minutes(1)) {
    countedFrom = Date.now()
    logged = 0
  }
  logged += 1
  return logged <= MAX_LINES
}

/** `script-src-elem`, `inline`, `eval` and the like. */
const wordOf = (text: string) => /^[a-z-]{1,30}(?=\s|$)/.exec(text)?.[0] ?? '?'

/** Where a script or image came from. Cut short, because a host can be any text. */
function originOf(text: string | null | undefined): string | undefined {
  if (!text) return undefined
  if (!URL.canParse(text)) return wordOf(text)
  const { origin, protocol } = new URL(text)
  return origin === 'null' ? protocol : origin.slice(0, 100)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
