import { existsSync, readFileSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brand } from '../lib/brand'

// next.config.ts calls this, and resolves no `@/`.

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

const FOLDER = join(import.meta.dirname, '..', 'styles')
const FILE = join(import.meta.dirname, '..', 'public', 'style.css')

/**
 * Writes the styles of every page into one file, public/style.css, with the colors of lib/brand.ts: a
 * request less for each page, at a URL that documents outside of Next can name.
 */
export function writeStyles(): void {
  const css = sheet()
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== css) writeFileSync(FILE, css)
}

/** The same, and again after each change, until the process ends. */
export function keepStyles(): void {
  writeStyles()
  watch(FOLDER, writeStyles).unref()
}

function sheet(): string {
  const { light, dark } = brand.colors
  const css = [
    `:root {\n${properties(light)}}`,
    `@media (prefers-color-scheme: dark) {\n:root {\n${properties(dark)}}\n}`,
    ...FILES.map((name) => readFileSync(join(FOLDER, `${name}.css`), 'utf8')),
  ]
  return withoutComments(css.join('\n'))
}

const properties = (colors: Record<string, string>) =>
  Object.entries(colors)
    .map(
      ([name, color]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${color};\n`,
    )
    .join('')

/** No string in our styles contains what begins one. */
const withoutComments = (css: string) => css.replace(/\/\*.*?\*\//gs, '').replace(/\n\s*\n+/g, '\n')
