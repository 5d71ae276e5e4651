import { checkEmail, dashboard, newDeviceEmail, sessionsPage, signInForm } from '@/e2e/support/copy'
import { days, minutes } from '@/lib/platform/time'
import { openDevices, reauthenticateByEmail } from '../support/account-visits'
import type { Database } from '../support/database'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { destination, formOn, send } from '../support/plain-request'
import type { Visitor } from '../support/visitor'

const PATH = '/account/sessions'

/** Whether these cookies are signed in: the dashboard says hello, or redirects to the form. */
async function isSignedIn(cookies: string, origin?: string): Promise<boolean> {
  const answer = await send('/dashboard', { cookies, origin })
  if (answer.status === 200) return true
  expect(answer.status).toBe(307)
  expect(destination(answer)).toBe('/?next=/dashboard')
  return false
}

/** Signs the visitor in, and in another browser before, which is returned. */
async function signInTwice(visitor: Visitor, newVisitor: () => Promise<Visitor>): Promise<Visitor> {
  const elsewhere = await newVisitor()
  await elsewhere.signInUnseen(visitor.address)
  await visitor.signInUnseen()
  return elsewhere
}

const press = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).click()

withAndWithoutJavaScript(() => {
  test('two browsers of one account see each other, and one revokes the other', async ({
    visitor,
    newVisitor,
  }) => {
    const elsewhere = await signInTwice(visitor, newVisitor)
    const copied = await elsewhere.copyCookies()
    await expect(await openDevices(elsewhere)).toHaveCount(2)
    const rows = await openDevices(visitor)
    await expect(rows).toHaveCount(2)
    await expect(rows.first()).toContainText(sessionsPage.thisOne)
    await expect(rows.first()).toContainText(sessionsPage.inUse)
    await expect(rows.last()).not.toContainText(sessionsPage.thisOne)
    await expect(rows.last()).toContainText(sessionsPage.lastUsed(new Date()))
    expect(await isSignedIn(copied)).toBe(true)

    await rows.last().getByRole('button', { name: sessionsPage.end }).click()
    await expect(visitor.page.getByRole('status')).toHaveText(sessionsPage.ended.one)
    await expect(rows).toHaveCount(1)
    await expect(visitor.page.getByText(sessionsPage.nowhereElse)).toBeVisible()
    expect(await isSignedIn(copied)).toBe(false)
    await elsewhere.page.reload()
    await expect(elsewhere.page.getByRole('heading', { name: signInForm.title })).toBeVisible()
  })

  test('revokes all, and is back at the form', async ({ visitor, newVisitor, database }) => {
    await signInTwice(visitor, newVisitor)
    await openDevices(visitor)
    await press(visitor, sessionsPage.revokeAll)
    await expect(visitor.page.getByRole('heading', { name: signInForm.title })).toBeVisible()
    await expect(visitor.page).toHaveURL('/')
    expect(await visitor.cookie('session')).toBeUndefined()
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }, { ended: true }])
  })
})

// What a script changes about these forms, the tests above show.
test.describe('with JavaScript', () => {
  test('revokes all others and stays signed in here', async ({ visitor, newClient, database }) => {
    const [one, two] = [newClient(), newClient()]
    await one.signIn(visitor.address)
    await two.signIn(visitor.address)
    await visitor.signInUnseen()
    const rows = await openDevices(visitor)
    await expect(rows).toHaveCount(3)
    await press(visitor, sessionsPage.revokeOthers)
    await expect(visitor.page.getByRole('status')).toHaveText(sessionsPage.ended.others)
    await expect(rows).toHaveCount(1)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([
      { ended: true },
      { ended: true },
      { ended: false },
    ])
  })

  test('signs this one out from its own row', async ({ visitor, database }) => {
    await visitor.signInUnseen()
    const rows = await openDevices(visitor)
    await rows.getByRole('button', { name: sessionsPage.end }).click()
    await expect(visitor.page).toHaveURL('/')
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }])
  })

  test('needs no recent sign-in: an owner who can’t get email throws an intruder out', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    await signInTwice(visitor, newVisitor)
    await database.ageSessions(visitor.address, { signIn: days(3) })
    const rows = await openDevices(visitor)
    await rows.last().getByRole('button', { name: sessionsPage.end }).click()
    await expect(visitor.page.getByRole('status')).toHaveText(sessionsPage.ended.one)
    await expect(rows).toHaveCount(1)
    expect(await database.sessionsOf(visitor.address)).toMatchObject([{ ended: true }, { ended: false }])
  })
})

test('attack: no link makes the page claim that devices are signed out', async ({ newClient }) => {
  const [client, elsewhere] = [newClient(), newClient()]
  await elsewhere.signIn(client.address)
  await client.signIn()
  const sentences = Object.values(sessionsPage.ended)
  for (const query of ['ended=one', 'ended=others', 'done=others']) {
    const page = await (await client.send(`${PATH}?${query}`)).text()
    for (const sentence of sentences) expect(page).not.toContain(sentence)
  }
  // The premise: it says so after it has happened, for as long as the cookie lasts.
  const answer = await client.press(PATH, sessionsPage.revokeOthers)
  expect(destination(answer)).toBe(PATH)
  const set = answer.headers.getSetCookie().find((cookie) => cookie.includes('ended='))
  expect(set).toMatch(/^(__Host-)?ended=others\.[\w-]{22}; Path=\/; .*Max-Age=10; .*HttpOnly; SameSite=lax$/i)
  expect(await (await client.send(PATH)).text()).toContain(sessionsPage.ended.others)
})

test('a session without "Keep me signed in" says so, and when it ends', async ({ visitor }) => {
  await visitor.page.goto('/')
  await visitor.page.getByRole('checkbox').uncheck()
  await visitor.page.getByRole('textbox').fill(visitor.address)
  await press(visitor, signInForm.submit)
  await expect(visitor.page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  const email = await visitor.mailbox.waitForEmail(visitor.address)
  await visitor.page.goto(email.link)
  await visitor.expectHello()
  const rows = await openDevices(visitor)
  await expect(rows).toContainText(sessionsPage.temporary)
  await expect(rows).toContainText(/Expires on \w+ \d+, \d{4} at \d\d:\d\d UTC/)
})

test('what is revoked here is refused by another instance at the very next request', async ({
  visitor,
  newVisitor,
  second: { origin },
}) => {
  const elsewhere = await signInTwice(visitor, newVisitor)
  const copied = await elsewhere.copyCookies()
  expect(await isSignedIn(copied, origin)).toBe(true)
  const rows = await openDevices(visitor)
  await rows.last().getByRole('button', { name: sessionsPage.end }).click()
  await expect(visitor.page.getByRole('status')).toHaveText(sessionsPage.ended.one)
  expect(await isSignedIn(copied, origin)).toBe(false)
})

type Ending = (visitor: Visitor, elsewhere: Visitor, database: Database) => Promise<void>

/** Each ends the session of the browser `elsewhere`. */
const ENDINGS: Record<string, Ending> = {
  'signing out': async (_, { page }) => {
    await page.goto('/dashboard')
    await page.getByRole('button', { name: dashboard.signOut }).click()
    await expect(page).toHaveURL('/')
  },
  'being revoked from the list': async (visitor) => {
    const rows = await openDevices(visitor)
    await rows.last().getByRole('button', { name: sessionsPage.end }).click()
    await expect(rows).toHaveCount(1)
  },
  'all others being revoked': async (visitor) => {
    const rows = await openDevices(visitor)
    await press(visitor, sessionsPage.revokeOthers)
    await expect(rows).toHaveCount(1)
  },
  'all being revoked': async (visitor) => {
    await openDevices(visitor)
    await press(visitor, sessionsPage.revokeAll)
    await expect(visitor.page).toHaveURL('/')
  },
  'a new sign-in in the same browser': async (visitor, elsewhere, database) => {
    await database.ageSessions(visitor.address, { signIn: minutes(10) })
    await elsewhere.page.goto(`/account/reauthenticate?next=${PATH}`)
    await reauthenticateByEmail(elsewhere, visitor.address)
    await expect(elsewhere.page).toHaveURL(PATH)
  },
}

for (const [ending, end] of Object.entries(ENDINGS)) {
  test(`attack: cookies that were saved before ${ending} show and do nothing after it`, async ({
    newVisitor,
    newClient,
    database,
  }) => {
    const [visitor, elsewhere, third] = [
      await newVisitor(),
      await newVisitor({ javaScriptEnabled: false }),
      newClient(),
    ]
    await elsewhere.signInUnseen(visitor.address)
    await visitor.signInUnseen()
    const cookies = await elsewhere.copyCookies()
    await openDevices(elsewhere)
    const button = elsewhere.page.getByRole('button', { name: sessionsPage.revokeAll })
    const form = await formOn(elsewhere, button)
    expect(await isSignedIn(cookies)).toBe(true)

    await end(visitor, elsewhere, database)
    await database.ageRevocation(visitor.address)
    // A session that must survive what the saved cookies try.
    await third.signIn(visitor.address)
    expect(await isSignedIn(cookies)).toBe(false)
    for (const path of ['/account', PATH, '/account/activity', '/account/export']) {
      const answer = await send(path, { cookies })
      expect(answer.status, path).toBe(307)
      expect(await answer.text()).not.toContain(visitor.address)
    }
    const posted = await send(PATH, { method: 'POST', cookies, form })
    expect(posted.status).toBe(303)
    expect(destination(posted)).toBe(`/?next=${encodeURIComponent(PATH)}`)
    expect(await isSignedIn(third.cookies)).toBe(true)

    // The premise: with a live session, that form revokes all.
    const live = await send(PATH, { method: 'POST', cookies: third.cookies, form })
    expect(destination(live)).toBe('/')
    expect(await isSignedIn(third.cookies)).toBe(false)
  })
}

for (const button of [sessionsPage.revokeOthers, sessionsPage.revokeAll]) {
  test(`attack: after "${button}", an intruder’s other link is dead; this browser stays known`, async ({
    client,
    newClient,
    mailbox,
    database,
  }) => {
    const [intruder, asked] = [newClient(), newClient()]
    await client.signIn()
    await intruder.signIn(client.address)
    const { link } = await asked.requestLink(client.address)
    await client.press(PATH, button)
    expect((await asked.send(new URL(link).pathname)).status).toBe(400)
    expect(await isSignedIn(intruder.cookies)).toBe(false)
    await database.ageRevocation(client.address)
    const told = async () => {
      await mailbox.count(client.address)
      const { emails } = await (
        await fetch(`${environment.mailboxUrl}/api/emails?to=${client.address}`)
      ).json()
      return emails.filter(({ subject }: { subject: string }) => subject === newDeviceEmail.subject).length
    }
    await expect.poll(told).toBe(1)
    // The browser that acted is no news, and the intruder's is.
    await client.signIn()
    await intruder.signIn(client.address)
    await expect.poll(told).toBe(2)
  })
}

test('attack: the id of another account’s session in the form revokes nothing', async ({
  newClient,
  database,
}) => {
  const [attacker, accomplice, victim] = [newClient(), newClient(), newClient()]
  await accomplice.signIn(attacker.address)
  await attacker.signIn()
  await victim.signIn()
  const [ours] = await database.sessionsOf(attacker.address)
  const [theirs] = await database.sessionsOf(victim.address)
  if (!ours || !theirs) throw new Error('no sessions')
  const form = await attacker.formOn(PATH, `value="${ours.id}"`)
  const post = (session: string) => {
    form.set('session', session)
    return attacker.send(PATH, { method: 'POST', form })
  }

  // The premise: it is the id in the form that is revoked.
  expect(form.get('session')).toBe(ours.id)
  for (const id of [theirs.id, '', 'x', '%', `${ours.id} OR 1=1`, theirs.id.repeat(2)]) {
    expect((await post(id)).status).toBe(303)
  }
  expect(await database.sessionsOf(victim.address)).toMatchObject([{ ended: false }])
  expect(await isSignedIn(victim.cookies)).toBe(true)
  expect(await database.sessionsOf(attacker.address)).toMatchObject([{ ended: false }, { ended: false }])
  await post(ours.id)
  expect(await database.sessionsOf(attacker.address)).toMatchObject([{ ended: true }, { ended: false }])
})
