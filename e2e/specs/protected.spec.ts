import { dashboard } from '@/e2e/support/copy'
import { expect, test } from '../support/fixtures'
import { destination, send, sendAsRouter } from '../support/plain-request'

// Ways that have been used to get past middleware, or at a page's data without its page.
const WAYS: [what: string, headers: Record<string, string>][] = [
  ['plainly', {}],
  ...['middleware', 'src/middleware', 'proxy', 'src/proxy', 'pages/_middleware'].map(
    (name): [string, Record<string, string>] => [
      `with x-middleware-subrequest naming ${name} (CVE-2025-29927)`,
      { 'x-middleware-subrequest': Array(5).fill(name).join(':') },
    ],
  ),
  ['as data for the router', { RSC: '1' }],
  ['as the router prefetches', { RSC: '1', 'Next-Router-Prefetch': '1' }],
  ['as the router prefetches a part', { RSC: '1', 'Next-Router-Segment-Prefetch': '/_tree' }],
  ['as a prefetch', { 'Next-Router-Prefetch': '1' }],
  ['as data of the pages router', { 'x-nextjs-data': '1' }],
  ['with a forged X-Forwarded-Host', { 'X-Forwarded-Host': 'evil.example' }],
]

for (const [what, headers] of WAYS) {
  test(`/dashboard without a session redirects to the form, requested ${what}`, async () => {
    const answer = await send('/dashboard', { headers })
    expect(answer.status).toBe(307)
    expect(destination(answer)).toBe('/?next=/dashboard')
    expect(await answer.text()).not.toContain('Hello')
  })
}

test('the cookie of a session that has ended, which middleware lets through, shows nothing', async ({
  client,
}) => {
  await client.signIn()
  const { cookies } = client
  const live = await sendAsRouter('/dashboard', { headers: { RSC: '1' }, cookies })
  expect(await live.text()).toContain(`Hello ${client.address}`)
  expect(destination(await client.press('/dashboard', dashboard.signOut))).toBe('/')

  for (const [what, headers] of WAYS) {
    await test.step(what, async () => {
      const answer = await sendAsRouter('/dashboard', { headers, cookies })
      const body = await answer.text()
      expect(body).not.toContain('Hello')
      expect(body).not.toContain(client.address)
      // Next sends its router data that says where to go instead.
      if (!('RSC' in headers)) {
        expect(answer.status).toBe(307)
        expect(destination(answer)).toBe('/?next=/dashboard')
      }
    })
  }
})

test('a protected page that was requested with a query is remembered with it', async () => {
  const answer = await send('/dashboard?tab=2&sort=name')
  expect(answer.status).toBe(307)
  expect(destination(answer)).toBe('/?next=%2Fdashboard%3Ftab%3D2%26sort%3Dname')
})
