import 'server-only'
import { cookies } from 'next/headers'
import { TIME_ZONE_COOKIE } from '@/app/time-zone-cookie'

export const forgetTimeZone = async () => (await cookies()).delete(TIME_ZONE_COOKIE)

/** The visitor's time zone (IANA), as their browser has told; undefined on a first page, and without scripts. */
export async function timeZone(): Promise<string | undefined> {
  const told = (await cookies()).get(TIME_ZONE_COOKIE)?.value
  try {
    return told && new Intl.DateTimeFormat('en', { timeZone: told }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
