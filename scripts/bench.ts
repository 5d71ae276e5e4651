import { setTimeout as wait } from 'node:timers/promises'
import { startApplication } from './application'
import { cpuMilliseconds } from './bench/usage'
import { openLink, page, requestLink, signIn, type Visitor } from './bench/visitor'

// npm run bench: each step of a sign-in, whole sign-ins and single pages against the production
// build, with the local cloud around it. Compare numbers of one run on one machine with each other,
// and with nothing else. --smoke only shows that it works.

const SMOKE = process.argv.includes('--smoke')
const [WARM_UP_MS, MEASURE_MS] = SMOKE ? [0, 200] : [1500, 6000]
/** How long the server may work on after the last answer. It counts for the step that caused it. */
const DRAIN_MS = SMOKE ? 200 : 1000

type Row = { what: string; users: number; perSecond: number; p50: number; cpu?: number }

const application = await startApplication(process.env)
const rows: Row[] = []
const requested: Visitor[] = []
try {
  await measure('sign-in form', 16, () => page('/', 200))
  await measure('form and request', 16, async () => requested.push(await requestLink()))
  await measure('open the link', 16, openRequested, 0)
  const signedIn = await signIn()
  await measure('dashboard', 16, () => page('/dashboard', 200, signedIn))
  await measure('dashboard, no session', 16, () => page('/dashboard', 307))
  await measure('whole sign-in', 1, signIn)
  await measure('whole sign-in', 16, signIn)
  print()
} finally {
  await application.stop()
}

/** Runs `once` again and again, that many at a time. Ends early if it returns false. */
async function measure(what: string, users: number, once: () => Promise<unknown>, warmUp = WARM_UP_MS) {
  process.stderr.write(`measuring: ${what}, ${users} at a time\n`)
  const times: number[] = []
  const loop = (until: number) =>
    Promise.all(
      Array.from({ length: users }, async () => {
        while (performance.now() < until) {
          const begun = performance.now()
          if ((await once()) === false) return
          times.push(performance.now() - begun)
        }
      }),
    )
  await loop(performance.now() + warmUp)
  times.length = 0
  const [begun, before] = [performance.now(), cpuMilliseconds(application.pid)]
  await loop(begun + MEASURE_MS)
  const seconds = (performance.now() - begun) / 1000
  await wait(DRAIN_MS)
  const after = cpuMilliseconds(application.pid)
  const cpu = before === undefined || after === undefined ? undefined : (after - before) / times.length
  const p50 = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
  rows.push({ what, users, perSecond: times.length / seconds, p50, cpu })
}

function print() {
  console.log(`\nNode.js ${process.version}, ${process.platform}. CPU is the server's, with what it does`)
  console.log('after its answers, and with the webhooks that the local cloud sends it.\n')
  console.log('step                    users    each s    p50 ms    CPU ms')
  for (const { what, users, perSecond, p50, cpu } of rows) {
    const numbers = [perSecond.toFixed(0), p50.toFixed(1), cpu?.toFixed(2) ?? '']
    console.log(what.padEnd(24) + String(users).padStart(5), ...numbers.map((text) => text.padStart(9)))
  }
}

async function openRequested() {
  const visitor = requested.pop()
  return visitor ? openLink(visitor) : false
}
