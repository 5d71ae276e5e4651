/** Redis' patterns: `*`, `?`, `[abc]`, `[^a-c]`, and a backslash before a character that is meant as itself. */
export function toGlob(pattern: string): (key: string) => boolean {
  const source = pattern.replace(
    /\\([\s\S])|\[(\^?)((?:\\[\s\S]|[^\]\\])*)\]|[\s\S]/g,
    (part, escaped?: string, not?: string, set?: string) => {
      if (escaped !== undefined) return literal(escaped)
      if (set !== undefined) return set === '' ? (not ? '[\\s\\S]' : '(?!)') : `[${not}${members(set)}]`
      if (part === '*') return '[\\s\\S]*'
      return part === '?' ? '[\\s\\S]' : literal(part)
    },
  )
  const expression = new RegExp(`^${source}$`)
  return (key) => expression.test(key)
}

function members(set: string): string {
  return set.replace(
    /\\([\s\S])|([\s\S])-([\s\S])|[\s\S]/g,
    (part, escaped?: string, a?: string, b?: string) => {
      if (escaped !== undefined) return literal(escaped)
      if (a !== undefined && b !== undefined)
        return a < b ? `${literal(a)}-${literal(b)}` : `${literal(b)}-${literal(a)}`
      return literal(part)
    },
  )
}

function literal(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
}
