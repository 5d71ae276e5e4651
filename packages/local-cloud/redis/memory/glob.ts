import { RedisError } from '../redis'

/** Redis' patterns: `*`, `?`, and a backslash before a character that is meant as itself. */
export function toGlob(pattern: string): (key: string) => boolean {
  const source = pattern.replace(/\\([\s\S])|[\s\S]/g, (part, escaped?: string) => {
    if (escaped !== undefined) return literal(escaped)
    // Refused, since a pattern that silently matches other keys is hard to find.
    if (part === '[') throw new RedisError('ERR [sets] in patterns are not available')
    if (part === '*') return '[\\s\\S]*'
    return part === '?' ? '[\\s\\S]' : literal(part)
  })
  const expression = new RegExp(`^${source}$`)
  return (key) => expression.test(key)
}

function literal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}
