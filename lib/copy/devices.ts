import type { Copy } from '@/lib/copy'

/**
 * What a request's browser calls itself, in the reader's language: stored as "Firefox on Windows",
 * perhaps with its network, shown as "Firefox unter Windows".
 */
export function deviceIn({ devices }: Pick<Copy, 'devices'>, stored: string): string {
  const [, browser = '', system, network = ''] =
    /^(.+?)(?: on ([^(,]+?))?((?: \(|, ).*)?$/s.exec(stored) ?? []
  const known = browser === 'a browser' ? devices.unknown : browser
  return `${system ? devices.on(known, system) : known}${network}`
}
