import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The path of each of a build's routes, by its file: `/(signed-in)/dashboard/page` is at `/dashboard`. */
export function routeFiles(folder = '.'): Record<string, string> {
  const routes = JSON.parse(readFileSync(join(folder, '.next/app-path-routes-manifest.json'), 'utf8'))
  return Object.fromEntries(Object.entries<string>(routes).map(([file, path]) => [file, outer(path)]))
}

/** The form's language is not in its URL. */
const outer = (path: string) => path.replace('/prerendered/[language]', '/')

/** Every route of the build, so that no test can forget one. */
export const routes = Object.entries(routeFiles())
  // The form is one page, in whatever language.
  .filter(([file, path]) => !path.startsWith('/_') && !file.startsWith('/prerendered/'))
  .map(([file, path]) => ({
    path: path.replace(/\[+(\.\.\.)?\w+\]+/g, 'no-such-thing'),
    isPage: file.endsWith('/page'),
    /** Only for signed-in visitors: app/(signed-in). */
    isProtected: file.startsWith('/(signed-in)/'),
    /** Its path contains a secret from an email. */
    isLink: path.includes('[token]'),
  }))

/** Files as they are served: all of public/, and one of each kind of the build's. */
export const files = [
  ...readdirSync('public').map((file) => `/${file}`),
  ...firstOfEachKind(readdirSync('.next/static', { recursive: true, encoding: 'utf8' })).map(
    (file) => `/_next/static/${file.replaceAll('\\', '/')}`,
  ),
]

function firstOfEachKind(names: string[]): string[] {
  const kinds = new Map(names.map((name) => [/\.\w+$/.exec(name)?.[0], name]))
  kinds.delete(undefined)
  return [...kinds.values()]
}
