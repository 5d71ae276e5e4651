import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What the product doesn't say, with what it says instead. */
const NOT_SAID: [RegExp, instead: string][] = [
  [/\b(who|what|how)ever\b|\b(some|no|any)body\b/i, 'name the actor, or "someone", "no one", "anyone"'],
  [/\bmails?\b|\be-mail/i, '"email"'],
  [/\basked for\b/i, '"requested"'],
  [/\b(run|ran) out\b|\bgood for\b/i, '"expired", "valid for"'],
  [/\bthe button (does|makes|signs|stops|undoes)\b/i, 'say what will happen'],
  [/\b(can|do|does|did|is|are|was|were|will|would|could) not\b|\bcannot\b/i, 'a contraction'],
  [/\w'\w/, 'a typographic apostrophe: ’'],
]

test('English says nothing that a native speaker wouldn’t', () => {
  const copy = readFileSync(`${import.meta.dirname}/dictionaries/en.ts`, 'utf8').replace(
    /^ *(\/?\*|\/\/).*$/gm,
    '',
  )
  for (const [pattern, instead] of NOT_SAID)
    expect(copy.match(pattern)?.[0], `say ${instead}`).toBeUndefined()
})
