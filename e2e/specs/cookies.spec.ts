import { common, dashboard, linkPage } from '@/e2e/support/copy'
import { expect, test } from '../support/fixtures'
import { destination, send } from '../support/plain-request'

const BROKEN: [what: string, broken: (good: string) => string][] = [
  ['empty', () => ''],
  ['one character', () => 'x'],
  ['a bare percent sign', () => '%'],
  ['control characters', () => '%00%0d%0a'],
  ['JSON', () => '{"id":"1","createdAt":1}'],
  ['truncated', (good) => good.slice(0, -5)],
  ['doubled', (good) => good + good],
  ['8 kB of noise', () => 'A'.repeat(8192)],
  ['8 kB that begin well', (good) => good + '*'.repeat(8192 - good.length)],
]

const BROKEN_SEALS: typeof BROKEN = [
  ...BROKEN,
  ['cut in half', (good) => good.slice(0, good.length / 2)],
  ['changed in the middle', (good) => changed(good, 90)],
  ['without its version', (good) => good.replace(/~\d+$/, '')],
  ['of another version', (good) => good.replace(/~\d+$/, '~1')],
  ['a seal with empty parts', () => 'Fe26.2*1*******~2'],
]

/** Its two parts are random, and nothing is sealed. */
const BROKEN_PENDING: typeof BROKEN = [
  ...BROKEN,
  ['with another binding secret', (good) => changed(good, 10)],
  ['the second half alone', (good) => good.slice(22)],
  ['the two halves swapped', (good) => good.slice(22) + good.slice(0, 22)],
  ['of characters that no cookie of ours has', (good) => `${good.slice(0, -1)}.`],
]

/** Another character in that place. */
const changed = (good: string, at: number) =>
  good.slice(0, at) + (good[at] === 'A' ? 'B' : 'A') + good.slice(at + 1)

test('an invalid session cookie signs no one in and breaks nothing', async ({ client }) => {
  await client.signIn()
  const { name, value } = client.cookie('session')
  expect((await send('/dashboard', { cookies: `${name}=${value}` })).status).toBe(200)

  for (const [what, broken] of BROKEN_SEALS) {
    await test.step(what, async () => {
      const cookies = `${name}=${broken(value)}`
      const dashboard = await send('/dashboard', { cookies })
      expect(dashboard.status).toBe(307)
      expect(destination(dashboard)).toBe('/?next=/dashboard')
      expect((await send('/', { cookies })).status).toBe(200)
    })
  }
})

test('an invalid pending cookie counts as none, and breaks nothing', async ({ client, database }) => {
  const email = await client.requestLink()
  const { name, value } = client.cookie('pending')
  expect((await send('/check-email', { cookies: `${name}=${value}` })).status).toBe(200)

  for (const [what, broken] of BROKEN_PENDING) {
    await test.step(what, async () => {
      const cookies = `${name}=${broken(value)}`
      const waitingRoom = await send('/check-email', { cookies })
      expect(waitingRoom.status).toBe(307)
      expect(destination(waitingRoom)).toBe('/')
      // The page with the button: no one was signed in.
      expect((await send(new URL(email.link).pathname, { cookies })).status).toBe(200)
    })
  }
  expect(await database.sessionsOf(client.address)).toEqual([])
  await client.openLink(email.link)
  await client.expectHello()
})

test('a pending cookie doesn’t pass as a session cookie, nor the other way round', async ({
  client,
  newClient,
}) => {
  const other = newClient()
  await other.signIn()
  const session = other.cookie('session')
  const email = await client.requestLink()
  const pending = client.cookie('pending')
  // The premise: each is valid where it belongs.
  expect((await send('/dashboard', { cookies: `${session.name}=${session.value}` })).status).toBe(200)
  expect((await send('/check-email', { cookies: `${pending.name}=${pending.value}` })).status).toBe(200)

  const asSession = await send('/dashboard', { cookies: `${session.name}=${pending.value}` })
  expect(asSession.status).toBe(307)
  expect(destination(asSession)).toBe('/?next=/dashboard')

  const asPending = { cookies: `${pending.name}=${session.value}` }
  const waitingRoom = await send('/check-email', asPending)
  expect(waitingRoom.status).toBe(307)
  expect(destination(waitingRoom)).toBe('/')
  expect((await send(new URL(email.link).pathname, asPending)).status).toBe(200)
})

test('attack: no page repeats the cookies that scripts can’t read', async ({ client, newClient }) => {
  await client.signIn()
  await client.press('/dashboard', dashboard.signOut)
  await client.requestLink()
  const signedIn = newClient()
  await signedIn.signIn()
  for (const [paths, cookies] of [
    [['/', '/?next=/dashboard', '/check-email', '/unavailable', '/goodbye', '/nowhere'], client.cookies],
    [['/', '/dashboard', '/account', '/account/sessions', '/check-email'], signedIn.cookies],
  ] as const) {
    const values = cookies.split('; ').map((cookie) => cookie.slice(cookie.indexOf('=') + 1))
    expect(values).toHaveLength(cookies === client.cookies ? 2 : 3)
    for (const path of paths) {
      const answer = await send(path, { cookies })
      const page =
        JSON.stringify([...answer.headers].filter(([name]) => name !== 'set-cookie')) + (await answer.text())
      for (const value of values) expect(page.includes(value.slice(0, 20)), path).toBe(false)
    }
  }
})

test('of two session cookies with one name, a wrong one opens nothing', async ({ client }) => {
  await client.signIn()
  const { name, value } = client.cookie('session')
  for (const cookies of [`${name}=${value}; ${name}=x`, `${name}=x; ${name}=${value}`]) {
    const answer = await send('/dashboard', { cookies })
    expect([200, 307]).toContain(answer.status)
    expect((await answer.text()).includes(client.address)).toBe(answer.status === 200)
  }
})

test('attack: a session cookie planted before the sign-in isn’t kept by it, nor replaced silently', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const attacker = await newVisitor()
  await attacker.signInUnseen()
  const planted = await attacker.requireCookie('session')
  const email = await visitor.requestLinkUnseen()
  await visitor.context.addCookies([planted])

  await visitor.page.goto(email.link)
  await expect(visitor.page.getByText(linkPage.confirm.otherAccount(attacker.address))).toBeVisible()
  await visitor.page.getByRole('button', { name: linkPage.confirm.change }).click()
  await visitor.expectHello()
  expect((await visitor.requireCookie('session')).value).not.toBe(planted.value)
  // The planted session has ended, so it's of no more use to the attacker either.
  expect(await database.sessionsOf(attacker.address)).toMatchObject([{ ended: true }])
})

test('attack: with "Keep me signed in" unticked, the next person at the computer finds nothing of ours', async ({
  visitor,
}) => {
  const { page, context, address } = visitor
  const lasting = async () => (await context.cookies()).filter(({ expires }) => expires !== -1)
  await page.goto('/')
  await page.getByRole('checkbox', { name: common.keepSignedIn }).uncheck()
  const email = await visitor.fillIn()
  expect(await visitor.cookie('pending')).toBeDefined()
  expect(await lasting()).toEqual([])
  await page.goto(email.link)
  await visitor.expectHello()
  expect(await visitor.cookie('session')).toBeDefined()
  expect(await lasting()).toEqual([])
  await visitor.signOut()
  await expect(page.getByRole('textbox', { name: common.email })).toHaveValue('')

  // The premise: ticked, the browser keeps them, and offers the address.
  await visitor.signIn()
  expect(await lasting()).toHaveLength(3)
  await visitor.signOut()
  await expect(page.getByRole('textbox', { name: common.email })).toHaveValue(address)
})
