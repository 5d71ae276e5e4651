import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { hours, minutes } from '@/lib/platform/time'
import { logCspReports } from './csp-report'

const SECRET = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6'
const newer = (body: object, type = 'csp-violation') =>
  JSON.stringify([
    {
      type,
      age: 1,
      url: `https://login.example.com/magic-link/${SECRET}`,
      body: {
        documentURL: `https://login.example.com/magic-link/${SECRET}?next=/dashboard#${SECRET}`,
        effectiveDirective: 'script-src-elem',
        blockedURL: 'inline',
        sourceFile: null,
        lineNumber: 7,
        sample: SECRET,
        ...body,
      },
    },
  ])
const older = (body: object) =>
  JSON.stringify({
    'csp-report': {
      'document-uri': `https://login.example.com/report-sign-in/${SECRET}`,
      'violated-directive': 'img-src https://self',
      'blocked-uri': `https://cdn.example/${SECRET}?a=ann@example.com`,
      'source-file': `https://login.example.com/magic-link/${SECRET}`,
      'line-number': 3,
      ...body,
    },
  })

let lines: string[] = []
let now = Date.now()
const fields = () => lines.map((line) => JSON.parse(line))
beforeEach(() => {
  lines = []
  vi.spyOn(console, 'warn').mockImplementation((line) => lines.push(line))
  // Each test has minutes of its own.
  now += hours(1)
  vi.useFakeTimers({ now })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('logCspReports', () => {
  test('logs reports in the format of the Reporting API', () => {
    expect(logCspReports(newer({}))).toBe(true)
    expect(fields()).toMatchObject([
      {
        level: 'warn',
        event: 'csp.violation',
        directive: 'script-src-elem',
        path: '/magic-link',
        blocked: 'inline',
        line: 7,
      },
    ])
  })

  test('logs reports in the format of report-uri', () => {
    expect(logCspReports(older({}))).toBe(true)
    expect(fields()).toMatchObject([
      {
        directive: 'img-src',
        path: '/report-sign-in',
        blocked: 'https://cdn.example',
        source: 'https://login.example.com',
      },
    ])
  })

  test.each<[string, string]>([
    [
      'a link in every field of the newer format',
      newer(everywhere(`https://a.example/magic-link/${SECRET}`)),
    ],
    ['a secret in every field of the newer format', newer(everywhere(SECRET))],
    ['a secret as the first segment of a path', newer(everywhere(`https://a.example/${SECRET}`))],
    ['an email address in every field', newer(everywhere('ann@example.com'))],
    ['an email address before the host', newer(everywhere('https://ann@example.com/'))],
    ['a data URL', newer(everywhere(`data:text/html,${SECRET} ann@example.com`))],
    ['line breaks, to forge a line', newer(everywhere(`\n{"level":"error"} ${SECRET}`))],
    ['the older format', older({ 'effective-directive': SECRET, 'blocked-uri': 'ann@example.com' })],
  ])('logs no secret, address or forged line: %s', (_, body) => {
    expect(logCspReports(body)).toBe(true)
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain(SECRET)
    expect(lines[0]).not.toContain('ann@')
    expect(lines[0]).not.toContain('\n')
  })

  test.each([
    ['nothing', ''],
    ['half a report', newer({}).slice(0, -9)],
    ['null', 'null'],
    ['an object', '{}'],
    ['a list of numbers', '[1]'],
    ['an older one without a body', '{"csp-report":1}'],
    ['a report of something else', newer({}, 'deprecation')],
    ['a wrong type inside', newer({ lineNumber: 'x' })],
    ['more than a browser collects', JSON.stringify(Array(21).fill(JSON.parse(newer({}))[0]))],
  ])('refuses anything but a report: %s', (_, body) => {
    expect(logCspReports(body)).toBe(false)
    expect(lines).toEqual([])
  })

  test('a stranger who sends thousands of reports gets 20 lines a minute', () => {
    for (let i = 0; i < 1000; i++) expect(logCspReports(newer({}))).toBe(true)
    expect(lines).toHaveLength(20)
    vi.advanceTimersByTime(minutes(1) + 1)
    logCspReports(newer({}))
    expect(lines).toHaveLength(21)
  })
})

function everywhere(text: string) {
  return { documentURL: text, effectiveDirective: text, blockedURL: text, sourceFile: text }
}
