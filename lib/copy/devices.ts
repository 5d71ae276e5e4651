import type { Copy } from '@/lib/copy'

/**
 * What a request's browser calls itself, in the reader's language: stored as "Firefox on Windows",
 * perhaps with its network, shown as "Firefox unter Windows".
 */
export function deviceIn(copy: Pick<Copy, 'devices' | 'language'>, stored: string): string {
  const { devices } = copy
  const [, browser = '', system, network = ''] =
    /^(.+?)(?: on ([^(,]+?))?((?: \(|, ).*)?$/s.exec(stored) ?? []
  const known = browser === 'a browser' ? devices.unknown : browser
  return `${system ? devices.on(known, system) : known}${networkIn(copy, network)}`
}

/** A network, with its parts in order among words from right to left, too (UAX #9: an isolate). */
export const networkIn = ({ language }: Pick<Copy, 'language'>, network: string): string =>
  network && language.direction === 'rtl' ? `\u2066${network}\u2069` : network
