import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROJECT = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/**
 * Turns a command as people write it (`next dev`) into a file and its arguments. A dependency's
 * binary becomes `node …/its/file.js`, without npx or a shell in between: those leave their child
 * behind when they are killed, and differ on Windows.
 */
export function resolveCommand(
  [name = '', ...args]: string[],
  project = PROJECT,
): [file: string, args: string[]] {
  if (name === 'node') return [process.execPath, args]
  const script = findBinary(name, project)
  return script ? [process.execPath, [script, ...args]] : [name, args]
}

function findBinary(name: string, project: string): string | undefined {
  const { dependencies, devDependencies } = readPackage(project)
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies })) {
    const folder = join(project, 'node_modules', dependency)
    const { bin } = readPackage(folder)
    // A string means one binary, with the package's name.
    const script = typeof bin === 'string' ? name === dependency && bin : bin?.[name]
    if (script) return join(folder, script)
  }
  return undefined
}

type Package = {
  bin?: string | Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

function readPackage(folder: string): Package {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch {
    return {}
  }
}
