import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findFreePort } from '@/scripts/process/ports'
import { exchange } from '../chaos/exchange'
import { enters, requestLink } from '../chaos/steps'
import { environment } from '../support/environment'
import { carryOut, type Stage } from './carry-out'
import { eventually, isHealthy, runOnce, start } from './container'
import { ignores, parseDockerfile } from './dockerfile'

// The Dockerfile without Docker: carries out its steps in folders, and signs in to what comes of it. The base images are
// missing. Node is this machine's, and `npm ci` takes the packages that are installed here.

/** Bytes, unpacked: the base image, about; what it may all come to; and Node.js 24, which is larger than 20. */
const SIZE = { base: 25e6, all: 200e6, node: 127e6 }

const problems: string[] = []
const check = (isRight: boolean, problem: string) => void (isRight || problems.push(problem))

const folder = mkdtempSync(join(tmpdir(), 'image-'))
chmodSync(folder, 0o755)
const marker = randomBytes(16).toString('hex')
try {
  const image = carryOut(parseDockerfile(readFileSync('Dockerfile', 'utf8')), {
    context: makeContext(join(folder, 'context')),
    ignored: ignores(readFileSync('.dockerignore', 'utf8')),
    folder,
    install,
  })
  inspect(image)
  await use(image)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const problem of problems) console.error(problem)
process.exit(problems.length > 0 ? 1 : 0)

/** What Docker would be sent, with files in it that no image may hold. */
function makeContext(context: string): string {
  const list = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { encoding: 'utf8' })
  for (const file of list.split('\0').filter(Boolean)) {
    mkdirSync(join(context, dirname(file)), { recursive: true })
    cpSync(file, join(context, file))
  }
  for (const file of ['.env', '.env.production', 'app.db'])
    writeFileSync(join(context, file), `SECRET=${marker}\n`)
  return context
}

/** Hard links where the file system has them: the steps only add and delete files there. */
function install(app: string, env: NodeJS.ProcessEnv) {
  const from = join(process.cwd(), 'node_modules')
  try {
    execFileSync('cp', ['-al', from, app], { stdio: 'ignore' })
  } catch {
    execFileSync('cp', ['-a', from, app])
  }
  execFileSync('npm', ['run', 'postinstall'], { cwd: app, env, stdio: 'ignore' })
}

function inspect({ root, user }: Stage) {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    lstatSync(join(root, file)).isFile(),
  )
  const sizeOf = (part: string[]) => part.reduce((sum, file) => sum + lstatSync(join(root, file)).size, 0)
  const own = sizeOf(files.filter((file) => file !== 'usr/local/bin/node'))
  const all = own + SIZE.node + SIZE.base
  console.log(
    `${mb(all)} unpacked: ours ${mb(own)}, Node.js 24 ${mb(SIZE.node)}, the base image about ${mb(SIZE.base)}`,
  )
  check(all < SIZE.all, `The image is larger than ${mb(SIZE.all)}.`)

  check(/^[1-9]\d*:[1-9]\d*$/.test(user), `It runs as ${user}: name a user other than root, by number.`)
  const leaked = files.filter((file) => readFileSync(join(root, file)).includes(marker))
  check(leaked.length === 0, `What .dockerignore should keep out is in ${leaked}.`)
  check(!files.some((file) => /node_modules\/(sharp|@img)\//.test(file)), 'It contains sharp.')
  const binaries = files.filter((file) => /@libsql\/.*\.node$/.test(file))
  check(binaries.length === 1, `It contains ${binaries.length} binaries of libSQL: ${binaries}`)
}

function mb(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}

/** As compose.yaml does: migrates, starts, waits for the health check; and then someone signs in. */
async function use(image: Stage) {
  const settings: Record<string, string> = {
    ...given(/^(APP_URL|SESSION_SECRET|RESEND_.+|UPSTASH_.+|MAIL_.+)$/),
    DATABASE_URL: `file:${image.root}/data/app.db`,
    PORT: String(await findFreePort(0)),
  }
  const closing: ((() => Promise<unknown>) | undefined)[] = [
    process.env.REDIS_URL ? await startGateway(image, settings) : undefined,
  ]
  try {
    check(!(await isHealthy(image, settings)), 'The health check finds a server healthy that isn’t running.')
    await runOnce(image, ['migrate.mjs'], settings)
    const stop = start(image, settings)
    closing.push(stop)
    check(await eventually(() => isHealthy(image, settings)), 'The health check never finds it healthy.')

    const origin = `http://127.0.0.1:${settings.PORT}`
    const { browser, address, email } = await requestLink(origin)
    check(await enters(browser, origin, email.path, address), 'A visitor couldn’t sign in.')
    const page = (await exchange(origin, '/')).body
    const files = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg)[^"]*)"/g)].map(
      ([, path = '']) => path,
    )
    check(files.length > 2, 'The page loads neither scripts nor styles.')
    for (const file of files)
      check((await exchange(origin, file)).status === 200, `It doesn’t serve ${file}.`)
    await runOnce(image, ['cli.mjs', 'users', 'show', address], settings)
    check((await stop()) === 143, 'It had to be killed.')
  } finally {
    for (const close of closing) await close?.()
  }
}

/** Redis behind the image's own gateway, if there is a Redis. */
async function startGateway(image: Stage, settings: Record<string, string>) {
  const port = String(await findFreePort(0))
  const token = randomBytes(24).toString('hex')
  const { REDIS_URL = '' } = process.env
  const gateway = { REDIS_URL, PORT: port, UPSTASH_REDIS_REST_TOKEN: token }
  const stop = start(image, gateway, ['redis-gateway.mjs'])
  Object.assign(settings, {
    UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`,
    UPSTASH_REDIS_REST_TOKEN: token,
  })
  return async () => check((await stop()) === 0, 'The gateway to Redis had to be killed.')
}

function given(names: RegExp): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name, value]) => names.test(name) && value)
  return { ...(Object.fromEntries(entries) as Record<string, string>), APP_URL: environment.appUrl }
}
