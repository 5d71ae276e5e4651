import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { destination } from './plain-request'
import { routeFiles } from './routes'
import { freshClient } from './visitor'

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

/** Calls an action as a program would: the arguments that React would send, to the page that has it. */
export async function call(
  action: Pick<Action, 'id' | 'path' | 'arguments'>,
  cookies: string,
  origin: string,
  fields: Record<string, string> = {},
) {
  const form = new FormData()
  const given = ['{}', '"$K1"'].slice(2 - action.arguments)
  for (const [name, value] of Object.entries({ next: '/dashboard', ...fields })) form.set(`_1_${name}`, value)
  form.set('0', `[${given.join()}]`)
  return fetch(new URL(action.path, origin), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Next-Action': action.id, Cookie: cookies, 'X-Forwarded-For': freshClient() },
    body: form,
  })
}

/** Where an action's answer redirects to, however it says so. */
export const refusedTo = (answer: Response) => answer.headers.get('x-action-redirect') ?? destination(answer)
