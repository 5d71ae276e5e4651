import type { Client } from '../support/client'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { pressSignIn, send, sendAsRouter } from '../support/plain-request'

// Mail scanners, previewers and browsers that prefetch open every link before its reader does.

const PREFETCHES: [who: string, headers: Record<string, string>][] = [
  ['Purpose: prefetch', { Purpose: 'prefetch' }],
  ['Sec-Purpose: prefetch;prerender', { 'Sec-Purpose': 'prefetch;prerender' }],
  ['X-Moz: prefetch', { 'X-Moz': 'prefetch' }],
  ["Next's router prefetching", { 'Next-Router-Prefetch': '1', RSC: '1' }],
  ['an image', { 'Sec-Fetch-Dest': 'image' }],
  ['a frame', { 'Sec-Fetch-Dest': 'iframe' }],
]

const SCANS: [what: string, method: string, headers: Record<string, string>][] = [
  ['HEAD', 'HEAD', {}],
  ...PREFETCHES.map(([who, headers]) => [`GET as ${who}`, 'GET', headers] as (typeof SCANS)[number]),
]

/** Looking has spent nothing: the browser that requested the link still needs no more than one click. */
async function expectAlive(client: Client, link: string): Promise<void> {
  await client.openLink(link)
  await client.expectHello()
}

for (const [what, method, headers] of SCANS) {
  test(`${what} leaves the link alive, even with the cookies of the browser that requested it`, async ({
    client,
    database,
  }) => {
    const { link } = await client.requestLink()
    for (const cookies of [undefined, client.cookies]) {
      const answer = await sendAsRouter(new URL(link).pathname, { method, headers, cookies })
      expect(answer.status).toBe(method === 'HEAD' ? 200 : 204)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await answer.text()).toBe('')
    }
    expect(await database.sessionsOf(client.address)).toEqual([])
    await expectAlive(client, link)
  })
}

test('GET without cookies, ten times over, leaves the link alive', async ({ visitor, database }) => {
  const email = await visitor.requestLink()
  const path = new URL(email.link).pathname
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(path)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200))
  expect(await database.sessionsOf(visitor.address)).toEqual([])

  await visitor.page.goto(email.link)
  await visitor.expectHello()
})

for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
  test(`${method} is refused with 405 and leaves the link alive`, async ({ client, database }) => {
    const { link } = await client.requestLink()
    const answer = await send(new URL(link).pathname, { method, cookies: client.cookies })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
    expect(await database.sessionsOf(client.address)).toEqual([])
    await expectAlive(client, link)
  })
}

const FOREIGN: [string, Record<string, string>][] = [
  ['a foreign Origin', { Origin: 'https://evil.example' }],
  ['an Origin that only begins like ours', { Origin: `${environment.appUrl}.evil.example` }],
  ['our Origin without its port', { Origin: environment.appUrl.replace(/:\d+$/, '') }],
  ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['Sec-Fetch-Site: same-site', { Origin: environment.appUrl, 'Sec-Fetch-Site': 'same-site' }],
  ['Origin: null', { Origin: 'null' }],
  ['Origin: null from another site', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }],
]

for (const [what, headers] of FOREIGN) {
  test(`a POST with ${what} is refused with 403 and leaves the link alive`, async ({ client, database }) => {
    const { link } = await client.requestLink()
    const answer = await pressSignIn(link, { headers, cookies: client.cookies })
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await database.sessionsOf(client.address)).toEqual([])
    await expectAlive(client, link)
  })
}

test('a POST from our own page passes, although no-referrer turns its Origin into null', async ({
  client,
  database,
}) => {
  const { link } = await client.requestLink()
  const headers = { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }
  const answer = await pressSignIn(link, { headers })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/dashboard')
  expect(await database.sessionsOf(client.address)).toEqual([
    { id: expect.any(String), attemptId: expect.any(String), ended: false },
  ])
})
