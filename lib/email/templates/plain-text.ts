/** Someone else's words on one line, without characters that break lines or reverse them. */
export const oneLine = (words: string) =>
  words
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * What a browser says about itself, and where its network seems to be. Anyone can make us email
 * anyone, so these mustn't carry a message: email apps turn whatever looks like a link into one,
 * and `evil.example` needs only its dot. A shortened network isn't one: 203.0.113.…, 2001:db8:1:….
 */
export const unlinked = (words: string) =>
  oneLine(words).replace(/[.@](?=[^\s\d…])|:(?![\da-f]{1,4}:|[\s\d…]|$)/g, ' ')

/** The text part of an email: paragraphs with an empty line in between. */
export const paragraphs = (...parts: (string | undefined)[]) =>
  `${parts.filter((part) => part !== undefined).join('\n\n')}\n`

/**
 * What happened, one fact to a line: "Browser: Firefox on Windows". Those without a value are left
 * out.
 */
export type Facts = (readonly [label: string, value: string | undefined])[]

export const present = (facts: Facts) => facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))

export const lines = (facts: Facts) =>
  present(facts)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n')
