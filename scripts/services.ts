import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type LocalCloud, startLocalCloud } from './local-cloud'
import { formatEnvironment } from './local-environment'
import { listenForSignals, run } from './process/child'

// services                    runs the local cloud until Ctrl-C, and prints its environment
// services next dev           runs the local cloud around a command, as long as that runs
// services --fresh -- …       the same for tests: see startLocalCloud

const [first, ...others] = process.argv.slice(2)
const fresh = first === '--fresh'
const words = fresh || first === undefined ? others : [first, ...others]
const command = words[0] === '--' ? words.slice(1) : words
const alone = command.length === 0
const isNext = (name: string) => command[0] === 'next' && command[1] === name

// With a command, stdout belongs to that.
const say = (line: string) => (alone ? console.log(line) : console.error(line))
const interrupt = listenForSignals()

try {
  const mode = alone || isNext('dev') ? 'development' : 'production'
  const cloud = await startLocalCloud({ fresh, mode, say })
  try {
    process.exitCode = await (alone ? waitForSignal(cloud) : runInside(cloud))
  } finally {
    await cloud.close()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
// A connection that the command left open would keep this process.
process.exit()

async function waitForSignal({ environment }: LocalCloud): Promise<number> {
  say(
    `\n${formatEnvironment(environment)}\n\nThe services run until Ctrl-C. The lines above are for .env.local.`,
  )
  while (!interrupt.aborted) await wait(60_000, undefined, { signal: interrupt }).catch(() => {})
  return 0
}

async function runInside({ environment, files, mailboxUrl }: LocalCloud): Promise<number> {
  const env = { ...(command[0] !== 'next' && files), ...process.env, ...environment }
  const ended = run(command, { env, interrupt })
  if (isNext('dev') || isNext('start')) {
    const application = env.APP_URL ?? ''
    untilListening(Number(environment.PORT), ended).then(
      (up) => up && say(addresses(application, mailboxUrl)),
    )
  }
  return ended
}

function addresses(application: string, mailbox: string | undefined) {
  return `\n  Sign in    ${application}\n${mailbox ? `  Mailbox    ${mailbox}\n` : ''}`
}

/**
 * Resolves with true once a server accepts connections on a port, with false if the command ends
 * first.
 */
async function untilListening(port: number, ended: Promise<unknown>): Promise<boolean> {
  let over = false
  ended.finally(() => {
    over = true
  })
  while (!over) {
    const up = await new Promise<boolean>((done) => {
      const socket = connect(port, 'localhost', () => done(true)).on('error', () => done(false))
      socket.once('connect', () => socket.destroy())
    })
    // Next prints its first lines just after it listens, and ours belong below them.
    await wait(300)
    if (up) return !over
  }
  return false
}
