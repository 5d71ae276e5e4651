/** Durations are numbers of milliseconds, written so that they can be read aloud: `minutes(10)`. */
export const seconds = (n: number) => n * 1000
export const minutes = (n: number) => seconds(60 * n)
export const hours = (n: number) => minutes(60 * n)
export const days = (n: number) => hours(24 * n)

/** Whole seconds of a duration, rounded up: what Redis, cookies and Retry-After count in. */
export const inSeconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)

/** Whole minutes of a duration, rounded up: what people are shown. */
export const inMinutes = (milliseconds: number) => Math.ceil(milliseconds / minutes(1))
