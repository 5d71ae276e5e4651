import { RETURN_PATH_ATTACKS } from '@/e2e/support/return-path-attacks'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { cookiesFrom, destination, pressSignIn, send } from '../support/plain-request'
import { freshAddress } from '../support/visitor'

for (const foreign of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/%09/evil.example']) {
  test(`drops the foreign return path ${foreign}`, async ({ visitor }) => {
    const mail = await visitor.askForLink(visitor.address, { from: `/?next=${encodeURIComponent(foreign)}` })
    await visitor.page.goto(mail.link)
    await visitor.expectHello()
    await expect(visitor.page).toHaveURL('/dashboard')
  })
}

const PATHS = [...RETURN_PATH_ATTACKS, '/dashboard?tab=2']

/** Where each of these led: the one good path there, all others home. */
function expectHome(answers: Response[]) {
  const led = answers.map((answer, i) => [answer.status, PATHS[i], destination(answer)])
  const good = '/dashboard?tab=2'
  expect(led).toEqual(PATHS.map((path) => [303, path, path === good ? good : '/dashboard']))
}

test('attack: no return path that is asked for leads out, nor to another act', async ({ mailbox }) => {
  const enter = async (next: string) => {
    const email = freshAddress()
    const asked = await send('/magic-link/again', { method: 'POST', form: { intent: 'send', email, next } })
    const { link } = await mailbox.waitForMail(email)
    return send(new URL(link).pathname, { cookies: cookiesFrom(asked) })
  }
  expectHome(await Promise.all(PATHS.map(enter)))
})

test('attack: no return path that was written into Redis leads out, nor to another act', async ({
  redis,
}) => {
  const enter = async (next: string) => pressSignIn(await redis.storeMagicLink(freshAddress(), next))
  expectHome(await Promise.all(PATHS.map(enter)))
})

test('attack: two return paths in one address lead nowhere', async ({ visitor }) => {
  await visitor.page.goto('/?next=/dashboard%3Ftab%3D2&next=//evil.example')
  await expect(visitor.page.locator('input[name=next]')).toHaveCount(0)
  await visitor.askForLink(visitor.address, { from: '/?next=//evil.example&next=//evil.example' })
  expect(new URL(visitor.page.url()).origin).toBe(environment.appUrl)
})
