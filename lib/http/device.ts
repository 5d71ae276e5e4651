import { userAgent } from 'next/server'

/**
 * Browser and system in words, like "Firefox on Windows", for people to recognize: at most 60
 * characters. The client can make them up.
 */
export function describeDevice(headers: Headers): string {
  const { browser, os } = userAgent({ headers })
  const named = [browser.name ?? 'a browser', os.name].filter(Boolean).join(' on ')
  return named.slice(0, 60)
}
