/** The server stands on the reader's own machine, so its time zone is theirs. */
export function when(iso: string, timeStyle: 'short' | 'medium' = 'short'): string {
  const date = new Date(iso)
  const time = date.toLocaleTimeString('en-GB', { timeStyle })
  if (date.toDateString() === new Date().toDateString())
    return timeStyle === 'short' ? time : `Today, ${time}`
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`
}
