export { formatDateTime } from '@/lib/copy/format-date'

/** Somebody else's words on one line, without what breaks lines or turns them round. */
export const oneLine = (words: string) =>
  words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * What a browser says of itself, and where its network seems to be. Anybody can have us mail anybody, so these mustn't
 * carry a message: mail apps make links of whatever looks like one, and `evil.example` needs nothing more than its dot.
 */
export const unlinked = (words: string) => oneLine(words).replace(/[.:@](?=[^\s\d])/g, ' ')

/** The text part of a mail: paragraphs with an empty line between, as people type them. */
export const paragraphs = (...parts: (string | undefined)[]) =>
  `${parts.filter((part) => part !== undefined).join('\n\n')}\n`

/** What happened, in lines: "When: 22 November 2026, 14:05 UTC". Lines without a value are left out. */
export type Facts = (readonly [label: string, value: string | undefined])[]

export const known = (facts: Facts) => facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))

export const lines = (facts: Facts) =>
  known(facts)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n')
