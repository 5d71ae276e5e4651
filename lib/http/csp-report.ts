import 'server-only'
import { z } from 'zod'
import { loggablePath } from '@/lib/http/loggable-path'
import { log } from '@/lib/platform/log'
import { minutes } from '@/lib/platform/time'

// https://www.w3.org/TR/CSP3/#violation-events; Reporting API, and the older way of Firefox and Safari.
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

/** Lines a minute, for each instance: anybody can send reports, and nobody shall fill the log or the disk with them. */
const MOST = 20
let logged = 0
let countedFrom = 0

/**
 * Writes down what a browser says that the policy has stopped. Whole addresses stay out: they may hold a link's secret.
 * @returns false for what is no report.
 */
export function logCspReports(body: string): boolean {
  const reports = Reports.safeParse(parseJson(body))
  if (!reports.success) return false
  for (const report of reports.data) {
    if (mayLog()) {
      log.warn('stopped by the content security policy', {
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
  return logged <= MOST
}

/** `script-src-elem`, `inline`, `eval` and the like. */
const wordOf = (text: string) => /^[a-z-]{1,30}(?=\s|$)/.exec(text)?.[0] ?? '?'

/** Where a script or picture came from. A stranger may put a name or a mail address into a host, too. */
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
