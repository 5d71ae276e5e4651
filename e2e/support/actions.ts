import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { routeFiles } from './routes'

export type Action = {
  id: string
  name: string
  /** A page that has it. */
  path: string
  arguments: number
}

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

/** All server actions that the build knows. */
export function actions(folder = '.'): Action[] {
  const paths = routeFiles(folder)
  const manifest = readFileSync(join(folder, '.next/server/server-reference-manifest.json'), 'utf8')
  return Object.entries(Actions.parse(JSON.parse(manifest)).node).map(
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
