import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export type Action = {
  id: string
  name: string /** A page that it is part of. */
  path: string
  arguments: number
}

const Routes = z.record(z.string(), z.string())
const Actions = z.object({
  node: z.record(
    z.string(),
    z.object({
      filename: z.string(),
      exportedName: z.string(),
      workers: z.record(z.string(), z.unknown()),
    }),
  ),
})

const read = (folder: string, name: string): unknown =>
  JSON.parse(readFileSync(join(folder, '.next', name), 'utf8'))

/** The paths of all pages and route handlers that the build knows, like `/magic-link/[token]`. */
export const routes = (folder = '.'): string[] =>
  Object.values(Routes.parse(read(folder, 'app-path-routes-manifest.json')))

/** All server actions that the build knows. */
export function actions(folder = '.'): Action[] {
  const paths = Routes.parse(read(folder, 'app-path-routes-manifest.json'))
  return Object.entries(Actions.parse(read(folder, 'server/server-reference-manifest.json')).node).map(
    ([id, { filename, exportedName, workers }]) => {
      const [worker = ''] = Object.keys(workers)
      return {
        id,
        name: `${filename.replace(/^.*?(?=app\/)/, '')} ${exportedName}`,
        path: paths[worker.replace(/^app/, '')] ?? '',
        arguments: argumentsOf(id),
      }
    },
  )
}

/** Next writes into an action's id which of its first six arguments it uses. */
const argumentsOf = (id: string) =>
  (Number.parseInt(id.slice(0, 2), 16) & 0x7e).toString(2).replaceAll('0', '').length
