import { LANGUAGES } from '@/lib/copy'

/** Whether a path is what `languageRewrites` leads to, like `/de/account`. No visitor needs to name it. */
export const isInner = (path: string) => INNER.test(path)

const INNER = new RegExp(`^/(?:${LANGUAGES.join('|')})(?:/|$)`)
