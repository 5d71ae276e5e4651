const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const TIME = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
})

/** "22 November 2026", in UTC. */
export const formatDay = (date: Date) => DAY.format(date)

/** "14:05", in UTC. */
export const formatTime = (date: Date) => TIME.format(date)

/** "22 November 2026, 14:05 UTC": nobody knows which time zone it is read in. */
export const formatDateTime = (date: Date) => `${formatDay(date)}, ${formatTime(date)} UTC`
