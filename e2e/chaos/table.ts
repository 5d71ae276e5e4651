import type { Tally } from './report'

const COLUMNS = ['rounds', 'sessions', 'users', 'mails', 'lost', 'doubled', 'over', 'wrong'] as const
const NAME = 58
/** Of what went wrong in one kind of round, the first few tell enough. */
const MOST_NOTES = 8

export const tableHead = () =>
  `${'round'.padEnd(NAME)}${COLUMNS.map((column) => column.padStart(9)).join('')}${'slowest'.padStart(9)}`

/** One line of the table, and below it what was wrong. */
export function tableRow(tally: Tally): string {
  const cells = COLUMNS.map((column) => String(tally[column]).padStart(9)).join('')
  const slowest = tally.slowest ? `${(tally.slowest / 1000).toFixed(1)} s` : ''
  const line = `${tally.name.padEnd(NAME)}${cells}${slowest.padStart(9)}   ${verdict(tally)}`
  if (tally.ok) return line
  const notes = tally.notes.slice(0, MOST_NOTES).map((note) => `    ${note}`)
  const more = tally.notes.length - notes.length
  return [line, ...notes, ...(more > 0 ? [`    … and ${more} more`] : [])].join('\n')
}

function verdict({ naive, ok }: Tally): string {
  if (naive) return ok ? 'caught' : 'FAILED: the harness catches nothing'
  return ok ? 'ok' : 'FAILED'
}
