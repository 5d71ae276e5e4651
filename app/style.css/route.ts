import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brand } from '@/lib/brand'

export const dynamic = 'force-static'

/** The order counts: what comes later overrules what came before. */
const FILES = [
  'tokens',
  'base',
  'frame',
  'form',
  'button',
  'waiting-room',
  'lists',
  'sessions',
  'account',
  'preferences',
]

/**
 * The styles of every page, in one file: a request less for each. It's made by the build, so a server
 * needs no styles/. Browsers keep it for minutes only, because its URL stays the same.
 */
export function GET(): Response {
  const { light, dark } = brand.colors
  const sheet = [
    `:root {\n${properties(light)}}`,
    `@media (prefers-color-scheme: dark) {\n:root {\n${properties(dark)}}\n}`,
    ...FILES.map((name) => readFileSync(join(process.cwd(), 'styles', `${name}.css`), 'utf8')),
  ].join('\n')
  return new Response(withoutComments(sheet), {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  })
}

const properties = (colors: Record<string, string>) =>
  Object.entries(colors)
    .map(
      ([name, color]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${color};\n`,
    )
    .join('')

/** No string in our styles contains what begins one. */
const withoutComments = (css: string) => css.replace(/\/\*.*?\*\//gs, '').replace(/\n\s*\n+/g, '\n')
