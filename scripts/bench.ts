import { readFileSync } from 'node:fs'
import { type Application, startApplication } from './application'

// npm run bench: whole sign-ins and single pages against the production build, with the local cloud
// around it. Compare numbers of one run on one machine with each other, and with nothing else.
// --smoke only shows that it works.

const { APP_URL = '', RESEND_BASE_URL } = process.env
const SMOKE = process.argv.includes('--smoke')
const [WARM_UP_MS, MEASURE_MS] = SMOKE ? [0, 200] : [1500, 5000]

const application = await startApplication(process.env)
try {
  await run(application)
} finally {
  await application.stop()
}

async function run({ pid }: Application) {
  const cookies = await signIn(0)
  await measure(pid, 'whole sign-ins, one at a time', 1, signIn)
  await measure(pid, 'whole sign-ins, 16 at a time', 16, signIn)
  await measure(pid, 'dashboard with a session', 16, () => page('/dashboard', 200, cookies))
  await measure(pid, 'dashboard without a session', 16, () => page('/dashboard', 307))
  await measure(pid, 'sign-in form', 16, () => page('/', 200))
}

/** Prints how many a second, and what each costs the server in CPU time. */
async function measure(
  pid: number | undefined,
  what: string,
  atOnce: number,
  once: (n: number) => Promise<unknown>,
) {
  let n = Date.now() % 1_000_000
  const loop = (until: number) =>
    Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (Date.now() < until) await once(n++)
      }),
    )
  await loop(Date.now() + WARM_UP_MS)
  const [begun, cpu, first] = [performance.now(), cpuMilliseconds(pid), n]
  await loop(Date.now() + MEASURE_MS)
  const done = n - first
  const perSecond = ((done / (performance.now() - begun)) * 1000).toFixed(0)
  const used = (cpuMilliseconds(pid) ?? 0) - (cpu ?? 0)
  const each = cpu === undefined ? '' : `${(used / done).toFixed(2)} ms of CPU each`
  console.log(`${what.padEnd(32)} ${perSecond.padStart(6)}/s   ${each}`)
}

/** What a browser without JavaScript sends, each time as another visitor from another place. */
async function signIn(n: number): Promise<string> {
  const client = { 'X-Forwarded-For': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` }
  const address = `bench-${process.pid}-${n}@example.com`
  const form = hiddenFields(await page('/', 200))
  form.set('email', address)
  const requested = await fetch(APP_URL, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { ...client, Origin: APP_URL },
  })
  const newest = await fetch(`${RESEND_BASE_URL}/api/emails/latest?to=${address}&wait=5000`)
  const { links } = (await newest.json()) as { links: string[] }
  const opened = await fetch(links[0] ?? '', {
    redirect: 'manual',
    headers: { ...client, Cookie: cookiesOf(requested) },
  })
  const cookies = cookiesOf(opened)
  const dashboard = await page('/dashboard', 200, cookies)
  if (!dashboard.includes(address)) throw new Error('The dashboard greets another visitor.')
  return cookies
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
function cpuMilliseconds(pid: number | undefined): number | undefined {
  if (process.platform !== 'linux') return undefined
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
  const [user, system] = fields?.slice(11, 13) ?? []
  return (Number(user) + Number(system)) * 10
}
