/**
 * A browser and where it seems to be: "Firefox on Windows (203.0.113.…)".
 * @param network as `describeNetwork` names it, or empty
 */
export const browserAt = (device: string, network: string) => {
  if (!network) return device
  return network.endsWith(')') ? `${device}, ${network}` : `${device} (${network})`
}

/** How long a link and its code work, in minutes. */
export type Lifetimes = { link: number; code: number }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const UTC = 'UTC'

/** The singular and plural forms of a language (CLDR): "device" and "devices". */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/**
 * How a language counts, and tells times and durations. Durations are in milliseconds and rounded
 * up. Times are in UTC, unless the reader's time zone (IANA) is known.
 *
 * @param locale a BCP 47 tag @param justNow less than a minute ago
 * @param first how a date begins on the first of a month, where CLDR's "1" is wrong
 */
export function wordsIn(locale: string, justNow: string, first = '1') {
  const number = once(() => new Intl.NumberFormat(locale))
  const plural = once(() => new Intl.PluralRules(locale))
  const relative = once(() => new Intl.RelativeTimeFormat(locale))
  const day = dates({ dateStyle: 'long' })
  const time = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dateTime = dates({
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })

  function dates(options: Intl.DateTimeFormatOptions) {
    const formatIn = remember((timeZone) => new Intl.DateTimeFormat(locale, { ...options, timeZone }))
    return (at: Date, timeZone = UTC) =>
      formatIn(timeZone)
        .format(at)
        .replace(/^1(?= )/, first)
  }
  const unitFormat = remember(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
  )
  const inUnit = (n: number, unit: Unit) => unitFormat(unit).format(n)

  return {
    locale,
    /** "1 device", "2 devices". */
    count: (n: number, forms: Forms) => `${number().format(n)} ${forms[plural().select(n)] ?? forms.other}`,
    /** "10 minutes". */
    minutes: (n: number) => inUnit(n, 'minute'),
    /** "30 days". */
    days: (n: number) => inUnit(n, 'day'),
    /** "30 seconds", "12 minutes", "3 hours", "7 days". */
    duration: (milliseconds: number) => inUnit(...inWholeUnits(milliseconds)),
    /** "in 30 seconds", "in 12 minutes". */
    soon: (milliseconds: number) => relative().format(...inWholeUnits(milliseconds)),
    /** "3 minutes ago". @param time in milliseconds since 1970 */
    ago(time: number): string {
      const past = Date.now() - time
      if (past < MINUTE) return justNow
      if (past < HOUR) return relative().format(-Math.floor(past / MINUTE), 'minute')
      if (past < DAY) return relative().format(-Math.floor(past / HOUR), 'hour')
      return relative().format(-Math.floor(past / DAY), 'day')
    },
    /** "November 22, 2026". */
    day,
    /** "14:05". */
    time,
    /** "November 22, 2026 at 14:05 UTC", or without "UTC" in the reader's own time zone. */
    dateTime: (at: Date, timeZone = UTC) =>
      timeZone === UTC ? `${dateTime(at)} UTC` : dateTime(at, timeZone),
  }
}

type Unit = 'second' | 'minute' | 'hour' | 'day'

function inWholeUnits(milliseconds: number): [number, Unit] {
  if (milliseconds <= 2 * MINUTE) return [Math.ceil(milliseconds / 1000), 'second']
  if (milliseconds <= 2 * HOUR) return [Math.ceil(milliseconds / MINUTE), 'minute']
  if (milliseconds <= 2 * DAY) return [Math.ceil(milliseconds / HOUR), 'hour']
  return [Math.ceil(milliseconds / DAY), 'day']
}

/** How many formats of a kind are kept. A page needs one time zone, and visitors come from many. */
const MOST_KEPT = 20

/** One for each name, made when it's first needed: making one takes longer than using it a dozen times. */
function remember<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>()
  return (name) => {
    const known = made.get(name)
    if (known !== undefined) return known
    if (made.size === MOST_KEPT) made.clear()
    const one = make(name)
    made.set(name, one)
    return one
  }
}

/** Made when it's first needed: most visitors read one language. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
