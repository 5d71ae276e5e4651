import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

// npm install runs this, and next.config.ts, which resolves no `@/`, calls it.

/** What the others are checked against, and what visitors get who read none of them. */
const FIRST = 'en'

const PROJECT = join(import.meta.dirname, '..')

/** Each language that has a dictionary (ISO 639-1), in the order in which they are offered. */
export function listLanguages(project = PROJECT): [string, ...string[]] {
  const codes = readdirSync(folderIn(project)).map((file) => /^([a-z]{2})\.ts$/.exec(file)?.[1])
  return [FIRST, ...codes.filter((code) => code !== undefined && code !== FIRST).sort()] as [string]
}

/**
 * Writes generated/dictionaries.ts, which imports the dictionary of each language, so that a language is
 * one file. Writes nothing where the dictionaries are missing: an image installs its packages before.
 */
export function writeDictionaries(project = PROJECT): void {
  if (!existsSync(folderIn(project))) return
  const codes = listLanguages(project)
  const imports = codes.map((code) => `import { ${code} } from '@/lib/copy/dictionaries/${code}'\n`)
  const source = `${imports.join('')}\nexport const DICTIONARIES = { ${codes.join(', ')} }\n`
  const file = join(project, 'generated', 'dictionaries.ts')
  // Or `next dev` would compile everything again.
  if (existsSync(file) && readFileSync(file, 'utf8') === source) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, source)
}

const folderIn = (project: string) => join(project, 'lib', 'copy', 'dictionaries')

if (process.argv[1] === import.meta.filename) writeDictionaries()
