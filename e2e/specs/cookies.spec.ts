import { linkPage } from '@/lib/copy'
import { expect, test } from '../support/fixtures'
import { destination, send } from '../support/plain-request'

const BROKEN: [what: string, broken: (good: string) => string][] = [
  ['empty', () => ''],
  ['one character', () => 'x'],
  ['a bare percent sign', () => '%'],
  ['control characters', () => '%00%0d%0a'],
  ['JSON', () => '{"id":"1","createdAt":1}'],
  ['truncated', (good) => good.slice(0, -5)],
  ['cut in half', (good) => good.slice(0, good.length / 2)],
  ['doubled', (good) => good + good],
  ['changed in the middle', (good) => good.replace(/(?<=^.{90})./, (at) => (at === 'A' ? 'B' : 'A'))],
  ['without its version', (good) => good.replace(/~\d+$/, '')],
  ['of another version', (good) => good.replace(/~\d+$/, '~1')],
  ['a seal with empty parts', () => 'Fe26.2*1*******~2'],
  ['8 kB of noise', () => 'A'.repeat(8192)],
  ['8 kB that begin well', (good) => good + '*'.repeat(8192 - good.length)],
]

test('a session cookie that is no live seal signs nobody in and breaks nothing', async ({ visitor }) => {
  await visitor.signIn()
  const { name, value } = await visitor.heldCookie('session')
  expect((await send('/dashboard', { cookies: `${name}=${value}` })).status).toBe(200)

  for (const [what, broken] of BROKEN) {
    await test.step(what, async () => {
      const cookies = `${name}=${broken(value)}`
      const dashboard = await send('/dashboard', { cookies })
      expect(dashboard.status).toBe(307)
      expect(destination(dashboard)).toBe('/?next=/dashboard')
      expect((await send('/', { cookies })).status).toBe(200)
    })
  }
})

test('a pending cookie that is no live seal is none, and breaks nothing', async ({ visitor, database }) => {
  const mail = await visitor.askForLink()
  const { name, value } = await visitor.heldCookie('pending')
  expect((await send('/check-email', { cookies: `${name}=${value}` })).status).toBe(200)

  for (const [what, broken] of BROKEN) {
    await test.step(what, async () => {
      const cookies = `${name}=${broken(value)}`
      const waitingRoom = await send('/check-email', { cookies })
      expect(waitingRoom.status).toBe(307)
      expect(destination(waitingRoom)).toBe('/')
      // The page that asks: nobody was signed in.
      expect((await send(new URL(mail.link).pathname, { cookies })).status).toBe(200)
    })
  }
  expect(await database.sessionsOf(visitor.address)).toEqual([])
  await visitor.page.goto(mail.link)
  await visitor.expectHello()
})

test('a pending cookie is no session cookie, nor the other way round', async ({ visitor, newVisitor }) => {
  const other = await newVisitor()
  await other.signIn()
  const session = await other.heldCookie('session')
  const mail = await visitor.askForLink()
  const pending = await visitor.heldCookie('pending')
  // The premise: each is good where it belongs.
  expect((await send('/dashboard', { cookies: `${session.name}=${session.value}` })).status).toBe(200)
  expect((await send('/check-email', { cookies: `${pending.name}=${pending.value}` })).status).toBe(200)

  const asSession = await send('/dashboard', { cookies: `${session.name}=${pending.value}` })
  expect(asSession.status).toBe(307)
  expect(destination(asSession)).toBe('/?next=/dashboard')

  const asPending = { cookies: `${pending.name}=${session.value}` }
  const waitingRoom = await send('/check-email', asPending)
  expect(waitingRoom.status).toBe(307)
  expect(destination(waitingRoom)).toBe('/')
  expect((await send(new URL(mail.link).pathname, asPending)).status).toBe(200)
})

test('of two session cookies with one name, a wrong one opens nothing', async ({ visitor }) => {
  await visitor.signIn()
  const { name, value } = await visitor.heldCookie('session')
  for (const cookies of [`${name}=${value}; ${name}=x`, `${name}=x; ${name}=${value}`]) {
    const answer = await send('/dashboard', { cookies })
    expect([200, 307]).toContain(answer.status)
    expect((await answer.text()).includes(visitor.address)).toBe(answer.status === 200)
  }
})

test('a session cookie that somebody planted before is not kept by the sign-in, nor replaced in silence', async ({
  visitor,
  newVisitor,
  database,
}) => {
  const attacker = await newVisitor()
  await attacker.signIn()
  const planted = await attacker.heldCookie('session')
  const mail = await visitor.askForLink()
  await visitor.context.addCookies([planted])

  await visitor.page.goto(mail.link)
  await expect(visitor.page.getByText(linkPage.confirm.otherAccount(attacker.address))).toBeVisible()
  await visitor.page.getByRole('button', { name: linkPage.confirm.change }).click()
  await visitor.expectHello()
  expect((await visitor.heldCookie('session')).value).not.toBe(planted.value)
  // The one that was planted has ended, so the attacker can't go on with it either.
  expect(await database.sessionsOf(attacker.address)).toMatchObject([{ ended: true }])
})
