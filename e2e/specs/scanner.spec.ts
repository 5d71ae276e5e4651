import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { pressSignIn, send, sendAsRouter } from '../support/plain-request'

// Mail scanners, previewers and browsers that look ahead open every link before its reader does.

const LOOKS_AHEAD: [who: string, headers: Record<string, string>][] = [
  ['Purpose: prefetch', { Purpose: 'prefetch' }],
  ['Sec-Purpose: prefetch;prerender', { 'Sec-Purpose': 'prefetch;prerender' }],
  ['X-Moz: prefetch', { 'X-Moz': 'prefetch' }],
  ["Next's router prefetching", { 'Next-Router-Prefetch': '1', RSC: '1' }],
  ['an image', { 'Sec-Fetch-Dest': 'image' }],
  ['a frame', { 'Sec-Fetch-Dest': 'iframe' }],
]

const SCANS: [what: string, method: string, headers: Record<string, string>][] = [
  ['HEAD', 'HEAD', {}],
  ...LOOKS_AHEAD.map(([who, headers]) => [`GET as ${who}`, 'GET', headers] as (typeof SCANS)[number]),
]

for (const [what, method, headers] of SCANS) {
  test(`${what} leaves the link alive, even with the asking browser's cookies`, async ({
    visitor,
    database,
  }) => {
    const mail = await visitor.askForLink()
    const path = new URL(mail.link).pathname
    for (const cookies of [undefined, await visitor.copyCookies()]) {
      const answer = await sendAsRouter(path, { method, headers, cookies })
      expect(answer.status).toBe(method === 'HEAD' ? 200 : 204)
      expect(answer.headers.getSetCookie()).toEqual([])
      expect(await answer.text()).toBe('')
    }
    expect(await database.sessionsOf(visitor.address)).toEqual([])

    await visitor.page.goto(mail.link)
    await visitor.expectHello()
  })
}

test('GET without cookies, ten times over, leaves the link alive', async ({ visitor, database }) => {
  const mail = await visitor.askForLink()
  const path = new URL(mail.link).pathname
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(path)))
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200))
  expect(await database.sessionsOf(visitor.address)).toEqual([])

  await visitor.page.goto(mail.link)
  await visitor.expectHello()
})

for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
  test(`${method} is refused with 405 and leaves the link alive`, async ({ visitor, database }) => {
    const mail = await visitor.askForLink()
    const cookies = await visitor.copyCookies()
    const answer = await send(new URL(mail.link).pathname, { method, cookies })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST')
    expect(await database.sessionsOf(visitor.address)).toEqual([])

    await visitor.page.goto(mail.link)
    await visitor.expectHello()
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
  test(`a POST with ${what} is refused with 403 and leaves the link alive`, async ({ visitor, database }) => {
    const mail = await visitor.askForLink()
    const answer = await pressSignIn(mail.link, { headers, cookies: await visitor.copyCookies() })
    expect(answer.status).toBe(403)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(await database.sessionsOf(visitor.address)).toEqual([])

    await visitor.page.goto(mail.link)
    await visitor.expectHello()
  })
}

test('a POST from our own page passes, although no-referrer turns its Origin into null', async ({
  visitor,
  database,
}) => {
  const mail = await visitor.askForLink()
  const headers = { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }
  const answer = await pressSignIn(mail.link, { headers })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/dashboard')
  expect(await database.sessionsOf(visitor.address)).toEqual([
    { id: expect.any(String), attemptId: expect.any(String), ended: false },
  ])
})
