/**
 * Lines of columns, each as wide as its widest cell. Without control characters, which a terminal
 * would obey: a visitor chooses what their browser calls itself.
 */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, ...rows].map((line) => line.map((cell) => cell.replace(/\p{C}/gu, '')))
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** To the minute, in UTC. */
export const when = (date: Date | undefined) =>
  date ? date.toISOString().slice(0, 16).replace('T', ' ') : '-'
