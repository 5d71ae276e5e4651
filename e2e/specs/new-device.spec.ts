import { newDeviceEmail, reportPage, signInForm } from '@/e2e/support/copy'
import { minutes, seconds } from '@/lib/platform/time'
import type { Client } from '../support/client'
import { expect, test } from '../support/fixtures'
import { type Mailbox, misbehave, misbehaving } from '../support/mailbox'
import { destination, send } from '../support/plain-request'
import { letClientWait } from '../support/time'

/** Signs in to the account from a device of its own, and returns the link in the email that its owner gets. */
async function intrude(intruder: Client, address: string, mailbox: Mailbox): Promise<string> {
  const since = new Date()
  await intruder.signIn(address)
  return (await mailbox.waitForNotice(address, newDeviceEmail.subject, { since })).url
}

// The pages that emails link to have no scripts.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('"this wasn’t me" ends the sign-in and all others, from any browser and without signing in', async ({
    visitor,
    newVisitor,
    newClient,
    mailbox,
    database,
  }) => {
    await visitor.signInUnseen()
    const [intruder, owner] = [newClient(), await newVisitor()]
    const link = await intrude(intruder, visitor.address, mailbox)
    const copied = intruder.cookies
    expect((await send('/dashboard', { cookies: copied })).status).toBe(200)

    await owner.page.goto(link)
    await expect(owner.page.getByText(visitor.address)).toBeVisible()
    await owner.page.getByRole('button', { name: reportPage.submit }).click()
    await owner.page.getByRole('button', { name: reportPage.confirm.submit }).click()
    await expect(owner.page.getByRole('heading', { name: reportPage.done.title })).toBeVisible()

    const refused = await send('/dashboard', { cookies: copied })
    expect(destination(refused)).toBe('/?next=/dashboard')
    await visitor.page.goto('/dashboard')
    await expect(visitor.page.getByRole('heading', { name: signInForm.title })).toBeVisible()
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }, { ended: true }])
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('an account’s first sign-in sends no notice, nor do later ones in the same browser', async ({
    visitor,
    newClient,
    mailbox,
  }) => {
    await visitor.signIn()
    await visitor.signOut()
    await visitor.signIn()
    await intrude(newClient(), visitor.address, mailbox)
    // Three emails with links, and one notice.
    expect(await mailbox.count(visitor.address)).toBe(4)
  })

  test('a browser that was told to forget is a new device again', async ({ visitor, mailbox }) => {
    const { page } = visitor
    await visitor.signIn()
    await visitor.signOut()
    await page.getByRole('button', { name: signInForm.forget }).click()
    const since = new Date()
    await visitor.signIn()
    await mailbox.waitForNotice(visitor.address, newDeviceEmail.subject, { since })
  })

  test('attack: after the report, an intruder’s other link is dead, and their return is told', async ({
    client,
    newClient,
    mailbox,
    database,
  }) => {
    await client.signIn()
    const intruder = newClient()
    const report = new URL(await intrude(intruder, client.address, mailbox)).pathname
    // Another attempt, because the first is used.
    const other = await intruder.requestLink(client.address)
    expect((await send(report, { method: 'POST', form: { confirm: 'yes' } })).status).toBe(200)
    expect((await intruder.send(new URL(other.link).pathname)).status).toBe(400)
    expect(destination(await intruder.send('/dashboard'))).toBe('/?next=/dashboard')
    await database.ageRevocation(client.address)
    await letClientWait(intruder, seconds(30))
    await intrude(intruder, client.address, mailbox)
  })

  test('an owner whose notice got lost gets it at their next visit', async ({
    client,
    newClient,
    mailbox,
    database,
  }) => {
    await client.signIn()
    const intruder = newClient()
    const { link } = await intruder.requestLink(client.address)
    await misbehave({ to: client.address, behavior: 'reject', times: 1 })
    await intruder.openLink(link)
    const since = new Date()
    await expect.poll(() => misbehaving(client.address)).toBe(false)
    await database.ageSessions(client.address, { signIn: minutes(1), use: minutes(5) })
    await client.expectHello()
    await mailbox.waitForNotice(client.address, newDeviceEmail.subject, { since })
  })

  test('the link works once: found later, it signs no one out', async ({
    client,
    newClient,
    mailbox,
    database,
  }) => {
    await client.signIn()
    const link = await intrude(newClient(), client.address, mailbox)
    const path = new URL(link).pathname
    expect((await send(path, { method: 'POST', form: { confirm: 'yes' } })).status).toBe(200)
    await database.ageRevocation(client.address)
    await client.signIn()
    expect((await send(path)).status).toBe(400)
    expect((await send(path, { method: 'POST', form: { confirm: 'yes' } })).status).toBe(400)
    await client.expectHello()
  })

  test('attack: scanners and previews that open the link end nothing', async ({
    client,
    newClient,
    mailbox,
  }) => {
    await client.signIn()
    const path = new URL(await intrude(newClient(), client.address, mailbox)).pathname
    expect((await send(path, { method: 'HEAD' })).status).toBe(200)
    expect((await send(path)).status).toBe(200)
    expect((await send(path, { headers: { 'Sec-Purpose': 'prefetch' } })).status).toBe(204)
    expect((await send(path, { method: 'PUT' })).status).toBe(405)
    const foreign = { method: 'POST', form: { confirm: 'yes' }, headers: { Origin: 'https://evil.example' } }
    expect((await send(path, foreign)).status).toBe(403)
    await client.expectHello()
  })

  test('attack: no token of another kind, nor one that is changed, ends anything', async ({
    client,
    newClient,
    mailbox,
  }) => {
    const email = await client.signIn()
    const path = new URL(await intrude(newClient(), client.address, mailbox)).pathname
    const changed = path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    for (const bad of [
      `/report-sign-in/${email.token}`,
      changed,
      '/report-sign-in/x',
      '/report-sign-in/%',
      `${path}x`,
    ]) {
      expect((await send(bad)).status, bad).toBe(400)
      expect((await send(bad, { method: 'POST', form: { confirm: 'yes' } })).status, bad).toBe(400)
    }
    expect((await send(path.replace('/report-sign-in/', '/magic-link/'))).status).toBe(400)
    await client.expectHello()
  })
})
