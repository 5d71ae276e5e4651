import { RETURN_PATH_ATTACKS } from '@/e2e/support/return-path-attacks'
import { randomId } from '@/lib/platform/secrets'
import { environment } from '../support/environment'
import { expect, test } from '../support/fixtures'
import { cookiesFrom, destination, requestLinkFor, send } from '../support/plain-request'
import { freshAddress } from '../support/visitor'

for (const foreign of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/%09/evil.example']) {
  test(`drops the foreign return path ${foreign}`, async ({ client, mailbox }) => {
    const form = await client.formOn(`/?next=${encodeURIComponent(foreign)}`, 'name="email"')
    form.set('email', client.address)
    expect(destination(await client.send('/', { method: 'POST', form }))).toBe('/check-email')
    await client.openLink((await mailbox.waitForEmail(client.address)).link, '/dashboard')
    await client.expectHello()
  })
}

const PATHS = [...RETURN_PATH_ATTACKS, '/dashboard?tab=2']

/** Each of the paths must redirect home, but the one valid there. */
async function expectHome(enter: (next: string) => Promise<Response>) {
  const answers: Response[] = []
  // All at once are more sign-ins than a busy machine can take.
  for (let n = 0; n < PATHS.length; n += 8) {
    answers.push(...(await Promise.all(PATHS.slice(n, n + 8).map(enter))))
  }
  const led = answers.map((answer, i) => [answer.status, PATHS[i], destination(answer)])
  const good = '/dashboard?tab=2'
  expect(led).toEqual(PATHS.map((path) => [303, path, path === good ? good : '/dashboard']))
}

test('attack: no requested return path redirects to another site, nor to another action', async ({
  mailbox,
}) => {
  const enter = async (next: string) => {
    const email = freshAddress()
    const requested = await requestLinkFor(email, { next })
    const { link } = await mailbox.waitForEmail(email)
    return send(new URL(link).pathname, { cookies: cookiesFrom(requested) })
  }
  await expectHome(enter)
})

test('attack: no return path written into Redis redirects to another site, nor to another action', async ({
  redis,
}) => {
  // In the browser that requested it: any other lands on the home page anyway.
  const enter = async (next: string) => {
    const bindingSecret = randomId()
    const link = await redis.storeMagicLink(freshAddress(), { next, bindingSecret })
    const cookies = `pending=${bindingSecret}; __Host-pending=${bindingSecret}`
    return send(new URL(link).pathname, { cookies })
  }
  await expectHome(enter)
})

test('attack: two return paths in one URL redirect nowhere', async ({ visitor }) => {
  await visitor.page.goto('/?next=/dashboard%3Ftab%3D2&next=//evil.example')
  await expect(visitor.page.locator('input[name=next]')).toHaveCount(0)
  await visitor.requestLink(visitor.address, { from: '/?next=//evil.example&next=//evil.example' })
  expect(new URL(visitor.page.url()).origin).toBe(environment.appUrl)
})
