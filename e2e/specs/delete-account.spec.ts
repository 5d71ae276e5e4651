import { accountDeletedEmail, deletePage, goodbye, signInForm } from '@/e2e/support/copy'
import { hours } from '@/lib/platform/time'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { destination, send } from '../support/plain-request'
import { attemptOf } from '../support/redis'

withAndWithoutJavaScript(() => {
  test('deletes the account at once and everywhere, and the address can sign up again as new', async ({
    visitor,
    newVisitor,
    newClient,
    mailbox,
    database,
    redis,
  }) => {
    const other = await newVisitor()
    await visitor.signInUnseen()
    await other.signInUnseen(visitor.address)
    const [copied, [before]] = [await other.copyCookies(), await database.usersOf(visitor.address)]
    // Requested before, and not used: it must not bring the account back.
    const pending = await newClient().requestLink(visitor.address)

    const since = new Date()
    await visitor.page.goto('/account/delete')
    await visitor.page.getByRole('button', { name: deletePage.submit }).click()
    await expect(visitor.page.getByRole('heading', { name: goodbye.title })).toBeVisible()
    expect(await database.usersOf(visitor.address)).toEqual([])
    expect(await visitor.context.cookies()).toEqual([])
    await mailbox.waitForNotice(visitor.address, accountDeletedEmail.subject, { since })

    expect(destination(await send('/dashboard', { cookies: copied }))).toBe('/?next=/dashboard')
    await other.page.goto('/dashboard')
    await expect(other.page.getByRole('heading', { name: signInForm.title })).toBeVisible()
    await other.openDeadLink(pending.link)
    expect(await database.usersOf(visitor.address)).toEqual([])
    // All that is left is the request, which Redis forgets by itself.
    const [left, ...others] = (await redis.run('KEYS', `*${attemptOf(pending.token)}*`)) as string[]
    expect([left, others]).toEqual([`attempt:${attemptOf(pending.token)}`, []])
    const lifetime = Number(await redis.run('PTTL', left ?? ''))
    expect(lifetime).toBeGreaterThan(0)
    expect(lifetime).toBeLessThanOrEqual(hours(2))

    await visitor.signIn()
    const [after] = await database.usersOf(visitor.address)
    expect(after).toBeDefined()
    expect(after).not.toBe(before)
    expect(await database.sessionsOf(visitor.address)).toHaveLength(1)
  })
})

test('attack: no link tells a visitor who is signed in that the account is gone', async ({ client }) => {
  await client.signIn()
  const answer = await client.send('/goodbye')
  expect([answer.status, destination(answer)]).toEqual([307, '/dashboard'])
})
