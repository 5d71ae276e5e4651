const { APP_URL = '', RESEND_BASE_URL } = process.env

export type Visitor = { address: string; cookies: string; link: string }

let serial = Date.now() % 1_000_000

/** A whole sign-in of a new visitor. Returns the cookies of the session. */
export async function signIn(): Promise<string> {
  const visitor = await requestLink()
  const cookies = await openLink(visitor)
  const dashboard = await page('/dashboard', 200, cookies)
  if (!dashboard.includes(visitor.address)) throw new Error('The dashboard greets another visitor.')
  return cookies
}

/** What a browser without JavaScript sends, each time as another visitor from another network. */
export async function requestLink(): Promise<Visitor> {
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

/** Opens the emailed link in the browser that requested it. Returns the cookies of the session. */
export async function openLink({ link, cookies }: Visitor): Promise<string> {
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

/** Gets a page, which must have that status. */
export async function page(path: string, status: number, cookies = ''): Promise<string> {
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
