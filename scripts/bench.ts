import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

// npm run bench: whole sign-ins and single pages against the production build, with the local cloud around it. Compare
// numbers of one run on one machine with each other, and with nothing else.

const { APP_URL = '', RESEND_BASE_URL } = process.env
const SECONDS = 5

const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
while (!(await fetch(APP_URL).catch(() => undefined))) await new Promise((resolve) => setTimeout(resolve, 50))

const cookies = await signIn(0)
await measure('whole sign-ins, one at a time', 1, signIn)
await measure('whole sign-ins, 16 at a time', 16, signIn)
await measure('dashboard, signed in', 16, () => page('/dashboard', 200, cookies))
await measure('dashboard, turned away', 16, () => page('/dashboard', 307))
await measure('form', 16, () => page('/', 200))
server.kill()
await once(server, 'exit')

async function measure(what: string, atOnce: number, once: (n: number) => Promise<unknown>) {
  let n = Date.now() % 1_000_000
  const loop = (until: number) =>
    Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (Date.now() < until) await once(n++)
      }),
    )
  await loop(Date.now() + 1500)
  const [begun, cpu, first] = [performance.now(), cpuMilliseconds(), n]
  await loop(Date.now() + SECONDS * 1000)
  const done = n - first
  const perSecond = ((done / (performance.now() - begun)) * 1000).toFixed(0)
  const each =
    cpu === undefined ? '' : `${(((cpuMilliseconds() ?? 0) - cpu) / done).toFixed(2)} ms of CPU each`
  console.log(`${what.padEnd(32)} ${perSecond.padStart(6)}/s   ${each}`)
}

/** What a browser without JavaScript sends, each time as somebody else from somewhere else. */
async function signIn(n: number): Promise<string> {
  const client = { 'X-Forwarded-For': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` }
  const address = `bench-${process.pid}-${n}@example.com`
  const html = await page('/', 200)
  const form = new FormData()
  for (const [, name = '', value = ''] of html.matchAll(
    /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
  )) {
    form.set(name, value.replaceAll('&quot;', '"'))
  }
  form.set('email', address)
  const asked = await fetch(APP_URL, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { ...client, Origin: APP_URL },
  })
  const newest = await fetch(`${RESEND_BASE_URL}/api/emails/latest?to=${address}&wait=5000`)
  const { links } = (await newest.json()) as { links: string[] }
  const entered = await fetch(links[0] ?? '', {
    redirect: 'manual',
    headers: { ...client, Cookie: cookiesOf(asked) },
  })
  const cookies = cookiesOf(entered)
  const dashboard = await page('/dashboard', 200, cookies)
  if (!dashboard.includes(address)) throw new Error('The dashboard greets somebody else.')
  return cookies
}

async function page(path: string, status: number, cookies = ''): Promise<string> {
  const headers = { 'Accept-Encoding': 'identity', Cookie: cookies }
  const answer = await fetch(APP_URL + path, { redirect: 'manual', headers })
  if (answer.status !== status) throw new Error(`${path} answered ${answer.status}.`)
  return answer.text()
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** What the server has used so far. On Linux alone. */
function cpuMilliseconds(): number | undefined {
  if (process.platform !== 'linux') return undefined
  const [user, system] =
    readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
  return (Number(user) + Number(system)) * 10
}
