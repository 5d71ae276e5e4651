import { createElement, Fragment, type ReactNode } from 'react'

/**
 * A whole sentence with what it mentions: text if that is all text, otherwise something to render.
 * Pages pass elements, emails and tests pass text.
 *
 * A tag instead of JSX, which Playwright would compile into its own components in every spec that
 * reads the copy.
 */
export function sentence<Parts extends ReactNode[]>(
  words: TemplateStringsArray,
  ...parts: Parts
): Sentence<Parts[number]> {
  const said = words.flatMap((word, i) => (i < parts.length ? [word, parts[i]] : [word])).reduce(append, [])
  return (said.every(isText) ? said.join('') : createElement(Fragment, null, ...said)) as Sentence<
    Parts[number]
  >
}

type Sentence<Part> = [Part] extends [string] ? string : ReactNode

/** Neighboring texts become one: React would write a comment between them. */
function append(said: ReactNode[], part: ReactNode): ReactNode[] {
  const last = said.at(-1)
  return isText(last) && isText(part) ? [...said.slice(0, -1), last + part] : [...said, part]
}

const isText = (part: ReactNode): part is string => typeof part === 'string'
