import { hours, seconds } from '@/lib/platform/time'

/** Cooldown after each email of an attempt. The fifth, and any after it, uses up the hour's limit. */
export const COOLDOWNS = [seconds(30), seconds(60), seconds(120), seconds(120), hours(1)]

/** How many emails an attempt may have. The request after that begins a new one. */
export const MOST_EMAILS = 20
