import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

// Below the project, so that Node finds its packages.
const FOLDER = resolve('.local/without-middleware')

/** The lists by which `next start` finds middleware: Node's and the edge's. */
const MANIFESTS = ['functions-config-manifest.json', 'middleware-manifest.json']

/**
 * The build as if middleware.ts had been deleted: a copy without it, since another build would take half a minute. Returns
 * the folder.
 */
export async function copyWithoutMiddleware(): Promise<string> {
  await rm(FOLDER, { recursive: true, force: true })
  for (const part of [
    '.next',
    'lib',
    'public',
    'scripts',
    'next.config.ts',
    'tsconfig.json',
    'package.json',
  ]) {
    await cp(part, join(FOLDER, part), { recursive: true, filter: (path) => !/[/\\](cache|dev)$/.test(path) })
  }
  const server = join(FOLDER, '.next/server')
  for (const name of MANIFESTS) {
    const manifest = JSON.parse(await readFile(join(server, name), 'utf8'))
    delete manifest.functions['/_middleware']
    if (manifest.middleware) manifest.middleware = {}
    await writeFile(join(server, name), JSON.stringify(manifest))
  }
  for (const name of ['middleware.js', 'middleware.js.nft.json'])
    await rm(join(server, name), { force: true })
  return FOLDER
}
