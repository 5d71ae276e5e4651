import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { startApplication } from './application'

// npm run bench: each step of a sign-in, whole sign-ins and single pages against the production
// build, with the local cloud around it. Compare numbers of one run on one machine with each other,
// and with nothing else. --smoke only shows that it works.

const { APP_URL = '', RESEND_BASE_URL } = process.env
const SMOKE = process.argv.includes('--smoke')
const [WARM_UP_MS, MEASURE_MS] = SMOKE ? [0, 200] : [1500, 6000]
/** How long the server may work on after the last answer. It counts for the step that caused it. */
const DRAIN_MS = SMOKE ? 200 : 1000

type Visitor = { address: string; cookies: string; link: string }
type Row = { what: string; users: number; perSecond: number; p50: number; cpu?: number }

const application = await startApplication(process.env)
const rows: Row[] = []
const requested: Visitor[] = []
let serial = Date.now() % 1_000_000
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
  const [begun, before] = [performance.now(), cpuMilliseconds()]
  await loop(begun + MEASURE_MS)
  const seconds = (performance.now() - begun) / 1000
  await wait(DRAIN_MS)
  const after = cpuMilliseconds()
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

async function signIn(): Promise<string> {
  const visitor = await requestLink()
  const cookies = await openLink(visitor)
  const dashboard = await page('/dashboard', 200, cookies)
  if (!dashboard.includes(visitor.address)) throw new Error('The dashboard greets another visitor.')
  return cookies
}

/** What a browser without JavaScript sends, each time as another visitor from another network. */
async function requestLink(): Promise<Visitor> {
  const n = serial++
  const address = `bench-${process.pid}-${n}@example.com`
  const form = hiddenFields(await page('/', 200))
  form.set('email', address)
  const client = { 'X-Forwarded-For': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` }
  const headers = { ...client, Origin: APP_URL }
  const answer = await fetch(APP_URL, { method: 'POST', body: form, redirect: 'manual', headers })
  if (answer.status !== 303) throw new Error(`The form responded with ${answer.status}.`)
  const newest = await fetch(`${RESEND_BASE_URL}/api/emails/latest?to=${address}&wait=5000`)
  const { links } = (await newest.json()) as { links: string[] }
  return { address, cookies: cookiesOf(answer), link: links[0] ?? '' }
}

async function openLink({ link, cookies }: Visitor): Promise<string> {
  const opened = await fetch(link, { redirect: 'manual', headers: { Cookie: cookies } })
  if (opened.status !== 303) throw new Error(`The link responded with ${opened.status}.`)
  return cookiesOf(opened)
}

function hiddenFields(html: string): FormData {
  const form = new FormData()
  const fields = html.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)
  for (const [, name = '', value = ''] of fields) form.set(name, value.replaceAll('&quot;', '"'))
  return form
}

async function page(path: string, status: number, cookies = ''): Promise<string> {
  const headers = { 'Accept-Encoding': 'identity', Cookie: cookies }
  const response = await fetch(APP_URL + path, { redirect: 'manual', headers })
  if (response.status !== status) throw new Error(`${path} responded with ${response.status}.`)
  return response.text()
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** What the server has used so far. On Linux alone. */
function cpuMilliseconds(): number | undefined {
  if (process.platform !== 'linux') return undefined
  const fields = readFileSync(`/proc/${application.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
  const [user, system] = fields?.slice(11, 13) ?? []
  return (Number(user) + Number(system)) * 10
}
