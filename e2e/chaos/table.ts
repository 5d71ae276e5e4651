import type { Report } from './report'

const COLUMNS = ['rounds', 'sessions', 'users', 'emails', 'lost', 'doubled', 'over', 'wrong'] as const
const NAME = 58
/** Of what went wrong in one scenario, the first few tell enough. */
const MOST_NOTES = 8

export const tableHead = () =>
  `${'scenario'.padEnd(NAME)}${COLUMNS.map((column) => column.padStart(9)).join('')}${'slowest'.padStart(9)}`

/** One line of the table, and below it what was wrong. */
export function tableRow(report: Report): string {
  const cells = COLUMNS.map((column) => String(report[column]).padStart(9)).join('')
  const slowest = report.slowest ? `${(report.slowest / 1000).toFixed(1)} s` : ''
  const line = `${report.name.padEnd(NAME)}${cells}${slowest.padStart(9)}   ${verdict(report)}`
  if (report.ok) return line
  const notes = report.notes.slice(0, MOST_NOTES).map((note) => `    ${note}`)
  const more = report.notes.length - notes.length
  return [line, ...notes, ...(more > 0 ? [`    … and ${more} more`] : [])].join('\n')
}

function verdict({ naive, ok }: Report): string {
  if (naive) return ok ? 'caught' : 'FAILED: the harness catches nothing'
  return ok ? 'ok' : 'FAILED'
}
