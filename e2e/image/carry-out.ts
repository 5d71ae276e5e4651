import { execFileSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Instruction, wordsOf } from './dockerfile'

/** A stage of an image: what its base image has is missing, except Node. */
export type Stage = {
  base: string
  /** A folder of this machine. */
  root: string
  workdir: string
  env: Record<string, string>
  user: string
  health: string[]
  entrypoint: string[]
  command: string[]
}

type Options = {
  /** What Docker would be sent, and what .dockerignore keeps out of it. */
  context: string
  ignored: (name: string) => boolean
  /** For the stages, which are made as folders. */
  folder: string
  /** Instead of `npm ci`, which would take minutes: the same packages. */
  install: (folder: string, env: NodeJS.ProcessEnv) => void
}

/** Carries out a Dockerfile's steps in folders, in place of Docker. @returns the final stage */
export function carryOut(instructions: Instruction[], options: Options): Stage {
  const stages = new Map<string, Stage>()
  let stage: Stage | undefined
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') {
      const [base = '', , name = `${stages.size}`] = instruction.text.split(/\s+/)
      stage = begin(base, join(options.folder, name))
      stages.set(name, stage)
    } else if (stage) perform(stage, instruction, stages, options)
    else throw new Error('A Dockerfile begins with FROM.')
  }
  if (!stage) throw new Error('There is no stage.')
  return stage
}

function begin(base: string, root: string): Stage {
  mkdirSync(root)
  // The base image's Node is the running one.
  if (base.startsWith('node:'))
    cpSync(process.execPath, join(root, 'usr/local/bin/node'), { dereference: true })
  return { base, root, workdir: '/', env: {}, user: 'root', health: [], entrypoint: [], command: [] }
}

function perform(
  stage: Stage,
  { name, text, flags }: Instruction,
  stages: Map<string, Stage>,
  options: Options,
) {
  const here = join(stage.root, stage.workdir)
  switch (name) {
    case 'WORKDIR':
      stage.workdir = text
      mkdirSync(join(stage.root, text), { recursive: true })
      return
    case 'ENV':
      for (const [, key = '', value = ''] of text.matchAll(/(\w+)=(\S*)/g)) stage.env[key] = value
      return
    case 'USER':
      stage.user = text
      return
    case 'COPY':
      return copy(stage, text.split(/\s+/), flags, stages, options)
    case 'RUN':
      if (text === 'npm ci') return options.install(here, environmentOf(stage))
      // An absolute path would be one of this machine.
      if (/(^|[\s=])\//.test(text)) throw new Error(`Only relative paths can be carried out: ${text}`)
      execFileSync('sh', ['-c', text], {
        cwd: here,
        env: environmentOf(stage),
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      return
    case 'HEALTHCHECK':
      stage.health = wordsOf(text.replace(/^CMD /, ''))
      return
    case 'ENTRYPOINT':
      stage.entrypoint = wordsOf(text)
      return
    case 'CMD':
      stage.command = wordsOf(text)
      return
  }
}

/** Nothing of this process's own: a build has no settings, and a container only those that it is given. */
export const environmentOf = ({ env, root }: Stage) =>
  ({ PATH: process.env.PATH, HOME: root, ...env }) as unknown as NodeJS.ProcessEnv

function copy(
  { root, workdir }: Stage,
  paths: string[],
  { from, chown }: Record<string, string>,
  stages: Map<string, Stage>,
  { context, ignored }: Options,
) {
  const target = paths.pop() ?? ''
  const to = target.startsWith('/') ? join(root, target) : join(root, workdir, target)
  const origin = from === undefined ? context : stages.get(from)?.root
  if (!origin) throw new Error(`There is no stage ${from}.`)
  for (const path of paths) {
    const source = join(origin, path)
    if (!existsSync(source)) throw new Error(`COPY finds no ${path}.`)
    if (statSync(source).isDirectory()) {
      mkdirSync(to, { recursive: true })
      for (const name of readdirSync(source)) {
        if (from !== undefined || !ignored(path === '.' ? name : (path.split('/')[0] ?? '')))
          cpSync(join(source, name), join(to, name), { recursive: true, verbatimSymlinks: true })
      }
    } else {
      mkdirSync(dirname(to), { recursive: true })
      cpSync(source, target.endsWith('/') ? join(to, basename(path)) : to)
    }
  }
  const owner = Number(chown?.split(':')[0])
  if (owner && process.getuid?.() === 0) chownSync(to, owner, owner)
}
