const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' })
const TIME = new Intl.DateTimeFormat('en-US', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
})

/** "November 22, 2026", in UTC. */
export const formatDay = (date: Date) => DAY.format(date)

/** "14:05", in UTC. */
export const formatTime = (date: Date) => TIME.format(date)

/** "November 22, 2026 at 14:05 UTC": the server doesn't know the reader's time zone. */
export const formatDateTime = (date: Date) => `${formatDay(date)} at ${formatTime(date)} UTC`
