import { dashboard, signInForm } from '@/e2e/support/copy'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { send } from '../support/plain-request'
import { asMultipart, sendRaw } from '../support/raw-request'
import { routes } from '../support/routes'

// Each test makes many requests.
test.slow()

const { appUrl } = environment

const FOREIGN: [what: string, headers: Record<string, string>][] = [
  ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
  ['another site in an old browser', { Origin: 'https://evil.example' }],
  ['a host that begins like ours', { Origin: `${appUrl}.evil.example` }],
  ['a host that ends like ours', { Origin: appUrl.replace('://', '://evil') }],
  ['a subdomain', { Origin: appUrl.replace('://', '://a.'), 'Sec-Fetch-Site': 'same-site' }],
  ['a subdomain that hides its Origin', { 'Sec-Fetch-Site': 'same-site' }],
  ['another port', { Origin: appUrl.replace(/:\d+$/, ':1') }],
  ['another scheme', { Origin: appUrl.replace(/^http:/, 'https:') }],
  ['a user name before our host', { Origin: appUrl.replace('://', '://a@') }],
  ['our host in capitals', { Origin: appUrl.toUpperCase() }],
  ['our host with a path', { Origin: `${appUrl}/` }],
  ['two Origins', { Origin: `${appUrl}, https://evil.example` }],
  ['an empty Origin', { Origin: '' }],
  ['no URL at all', { Origin: 'evil' }],
  ['a sandboxed frame', { Origin: 'null' }],
  ['a sandboxed frame of another site', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
  ['another site that hides its Origin', { 'Sec-Fetch-Site': 'cross-site' }],
  [
    'another site that forges the host',
    { Origin: 'https://evil.example', Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' },
  ],
  ['Fetch Metadata in other letters', { 'Sec-Fetch-Site': 'Cross-Site' }],
  ['Fetch Metadata that doesn’t exist', { 'Sec-Fetch-Site': 'nonsense' }],
]

test('attack: no other site starts a sign-in or ends a session with our forms', async ({
  client,
  newClient,
  mailbox,
  database,
}) => {
  const signIn = await client.formOn('/', signInForm.submit, { email: client.address })
  const victim = newClient()
  await victim.signIn()
  const signOut = await victim.formOn('/dashboard', dashboard.signOut)
  const { cookies } = victim

  for (const [what, headers] of FOREIGN) {
    for (const [path, form] of [
      ['/', signIn],
      ['/dashboard', signOut],
    ] as const) {
      const { head, body } = await asMultipart(form)
      const answer = await sendRaw(`POST ${path}`, { ...head, Cookie: cookies, ...headers }, body)
      expect(answer.status, `${path} from ${what}`).toBe(403)
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  }
  expect(await mailbox.count(client.address)).toBe(0)
  expect(await database.sessionsOf(victim.address)).toMatchObject([{ ended: false }])

  // The premise: from our own page the same forms do what they say.
  const headers = { Origin: appUrl, 'Sec-Fetch-Site': 'same-origin' }
  expect((await send('/', { method: 'POST', form: signIn, headers })).status).toBe(303)
  expect((await send('/dashboard', { method: 'POST', form: signOut, headers, cookies })).status).toBe(303)
  expect(await mailbox.count(client.address)).toBe(1)
  expect(await database.sessionsOf(victim.address)).toMatchObject([{ ended: true }])
})

for (const path of [...routes.map((route) => route.path), '/nowhere']) {
  test(`${path} refuses every change that another site requests`, async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      for (const [what, headers] of FOREIGN) {
        const answer = await sendRaw(`${method} ${path}`, { 'Content-Length': '0', ...headers })
        expect(answer.status, `${method} from ${what}`).toBe(403)
        expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      }
    }
  })
}
