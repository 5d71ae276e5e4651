import {
  checkEmail,
  confirmEmailChangeEmail,
  confirmEmailPage,
  emailChangeRequestedEmail,
  linkPage,
  problemOf,
  reauthenticatePage,
  signInForm,
  emailPage as t,
  undoPage,
} from '@/lib/copy'
import { days, hours, minutes } from '@/lib/platform/time'
import { expectAccessible } from '../support/accessible'
import { environment } from '../support/environment'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { formOn, send } from '../support/plain-request'
import { startSecondInstance } from '../support/second-instance'
import { freshAddress, type Visitor } from '../support/visitor'

/** The link in the newest mail to that address with that subject. */
async function linkIn(to: string, { subject }: { subject: string }): Promise<string> {
  const url = new URL('/api/emails/latest', environment.mailboxUrl)
  for (const [name, value] of Object.entries({ to, q: subject, wait: '10000' }))
    url.searchParams.set(name, value)
  const answer = await fetch(url)
  expect(answer.status, `"${subject}" to ${to}`).toBe(200)
  const { links, text }: { links: string[]; text: string } = await answer.json()
  const [link = ''] = links.filter((each) => /\/(new-address|stop)\/[\w-]{65}$/.test(each))
  expect(text).toContain(link)
  return link
}

const confirmLinkTo = (address: string) => linkIn(address, confirmEmailChangeEmail)
const stopLinkTo = (address: string) => linkIn(address, emailChangeRequestedEmail)
const pathOf = (link: string) => new URL(link).pathname

/** Types the new address and sends the form. */
async function ask({ page }: Visitor, newAddress: string): Promise<void> {
  await page.goto('/account/email')
  await page.getByRole('textbox', { name: t.newAddress }).fill(newAddress)
  await page.getByRole('button', { name: t.submit }).click()
}

/** A change that waits: whose it is, the new address, and both links. */
async function asked(visitor: Visitor, newAddress = freshAddress()) {
  await ask(visitor, newAddress)
  await expectHeading(visitor, t.waiting.title)
  return { newAddress, confirm: await confirmLinkTo(newAddress), stop: await stopLinkTo(visitor.address) }
}

async function press({ page }: Visitor, link: string, button: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: button }).click()
}

/** As a browser does that doesn't keep anything. */
const pressBare = (link: string, origin?: string) => send(pathOf(link), { method: 'POST', form: {}, origin })

const expectHeading = ({ page }: Visitor, name: string) =>
  expect(page.getByRole('heading', { name, exact: true })).toBeVisible()

async function expectDead(visitor: Visitor, link: string, title: string): Promise<void> {
  visitor.problems.expect(/Failed to load resource: .* status of 400/)
  const answer = await visitor.page.goto(link)
  expect(answer?.status()).toBe(400)
  await expectHeading(visitor, title)
}

withAndWithoutJavaScript(() => {
  test('changes the email change: requested for, confirmed, and the session goes on', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const other = await newVisitor()
    await other.signIn(visitor.address)
    await visitor.signIn()
    const { newAddress, confirm } = await asked(visitor)
    await expect(visitor.page.getByText(newAddress)).toBeVisible()

    await press(visitor, confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)
    await visitor.page.goto('/dashboard')
    await visitor.expectHello(newAddress)
    expect(await database.usersOf(visitor.address)).toEqual([])
    expect(await database.usersOf(newAddress)).toHaveLength(1)

    // Any other browser of the account is out at its next request.
    await other.page.goto('/dashboard')
    await expectHeading(other, signInForm.title)
    await other.signIn(newAddress)
    await visitor.page.goto('/dashboard')
    await visitor.expectHello(newAddress)
  })

  test('is confirmed in a browser that is not signed in, which may then sign in with one click', async ({
    visitor,
    newVisitor,
    mailbox,
  }) => {
    await visitor.signIn()
    const { newAddress, confirm } = await asked(visitor)
    const phone = await newVisitor()
    await press(phone, confirm, confirmEmailPage.submit)
    await expectHeading(phone, confirmEmailPage.done.title)
    const since = new Date()
    await phone.page.getByRole('button', { name: signInForm.submit }).click()
    await expectHeading(phone, checkEmail.title)
    await phone.page.goto((await mailbox.waitForMail(newAddress, { since })).link)
    await phone.expectHello(newAddress)
    await visitor.page.goto('/dashboard')
    await visitor.expectHello(newAddress)
  })

  test('asks an old session to sign in again, and keeps what was typed', async ({
    visitor,
    database,
    mailbox,
  }) => {
    const { page, address } = visitor
    await visitor.signIn()
    await database.ageSessions(address, { signIn: minutes(10) })
    const newAddress = freshAddress()
    await ask(visitor, newAddress)
    await expectHeading(visitor, reauthenticatePage.title)
    expect(await mailbox.count(newAddress)).toBe(0)

    const since = new Date()
    await page.getByRole('button', { name: reauthenticatePage.submit }).click()
    await expectHeading(visitor, checkEmail.title)
    await page.goto((await mailbox.waitForMail(address, { since })).link)
    await expect(page).toHaveURL('/account/email')
    await expect(page.getByRole('textbox', { name: t.newAddress })).toHaveValue(newAddress)
    await page.getByRole('button', { name: t.submit }).click()
    await expectHeading(visitor, t.waiting.title)

    await page.getByRole('button', { name: t.waiting.cancel }).click()
    await expect(page.getByRole('textbox', { name: t.newAddress })).toHaveValue('')
  })

  test('says what is wrong with a new address, and keeps it', async ({ visitor, mailbox }) => {
    await visitor.signIn()
    const mails = await mailbox.count(visitor.address)
    for (const [typed, problem] of [
      ['', problemOf({ reason: 'missing' })],
      ['ann@nowhere', problemOf({ reason: 'malformed' })],
      [` ${visitor.address.toUpperCase()} `, problemOf({ reason: 'same' })],
    ] as const) {
      await ask(visitor, typed)
      await expect(visitor.page.getByText(problem)).toBeVisible()
      await expect(visitor.page.getByRole('textbox', { name: t.newAddress })).toHaveValue(typed.trim())
    }
    expect(await mailbox.count(visitor.address)).toBe(mails)
  })

  test('a change that was stopped on the page is not to be confirmed', async ({ visitor, newVisitor }) => {
    await visitor.signIn()
    const { confirm } = await asked(visitor)
    await visitor.page.getByRole('button', { name: t.waiting.cancel }).click()
    await expectHeading(visitor, t.title)
    await expectDead(await newVisitor(), confirm, confirmEmailPage.invalid.canceled.title)
    // Whoever has stopped it is no intruder.
    await visitor.page.goto('/dashboard')
    await visitor.expectHello()
  })

  test('the notice to the old address stops the change and signs out everywhere', async ({
    visitor,
    newVisitor,
  }) => {
    await visitor.signIn()
    const { newAddress, confirm, stop } = await asked(visitor)
    const owner = await newVisitor()
    await owner.page.goto(stop)
    await expect(owner.page.getByText(newAddress)).toBeVisible()
    await owner.page.getByRole('button', { name: undoPage.waiting.submit }).click()
    await expectHeading(owner, undoPage.waiting.done.title)

    await visitor.page.goto('/dashboard')
    await expectHeading(visitor, signInForm.title)
    await expectDead(visitor, confirm, confirmEmailPage.invalid.canceled.title)
    await expectDead(owner, stop, undoPage.invalid.canceled.title)
  })

  test('the notice to the old address takes a confirmed change back', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    await visitor.signIn()
    const { newAddress, confirm, stop } = await asked(visitor)
    await press(visitor, confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)

    await database.ageChange(newAddress, days(3) - minutes(5))
    const owner = await newVisitor()
    await press(owner, stop, undoPage.confirmed.submit)
    await expectHeading(owner, undoPage.confirmed.done.title)
    await visitor.page.goto('/dashboard')
    await expectHeading(visitor, signInForm.title)
    expect(await database.usersOf(newAddress)).toEqual([])
    expect(await database.usersOf(visitor.address)).toHaveLength(1)
    await owner.signIn(visitor.address)
  })
})

test.describe('afterwards', () => {
  test('links and codes to the old address are dead, also those of another browser', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    await visitor.signIn()
    const [withLink, withCode] = [await newVisitor(), await newVisitor()]
    const { link } = await withLink.askForLink(visitor.address)
    const { code } = await withCode.askForLink(visitor.address)
    const { confirm } = await asked(visitor)
    await press(visitor, confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)

    await withLink.openDeadLink(link)
    await withCode.enterCode(code)
    await expect(withCode.page.getByText(problemOf({ reason: 'expired' }))).toBeVisible()
    expect(await database.usersOf(visitor.address)).toEqual([])
  })

  test('the sign-in form of the browser that confirmed offers the new address', async ({ visitor }) => {
    await visitor.signIn()
    const { newAddress, confirm } = await asked(visitor)
    await press(visitor, confirm, confirmEmailPage.submit)
    await visitor.page.goto('/dashboard')
    await visitor.page.getByRole('button', { name: 'Sign out' }).click()
    await expect(visitor.page.getByRole('textbox')).toHaveValue(newAddress)
  })

  test('a second click says that it is done', async ({ visitor }) => {
    await visitor.signIn()
    const { confirm } = await asked(visitor)
    expect((await pressBare(confirm)).status).toBe(200)
    await expectDead(visitor, confirm, confirmEmailPage.done.title)
  })

  test('whoever signed in anew with the old address hears how to take it back all the same', async ({
    visitor,
    newVisitor,
  }) => {
    await visitor.signIn()
    const { confirm, stop } = await asked(visitor)
    await pressBare(confirm)
    const owner = await newVisitor()
    await owner.signIn(visitor.address)
    await expectDead(owner, stop, undoPage.invalid.taken.title)
    expect((await pressBare(stop)).status).toBe(400)
  })
})

test('attack: a taken address is not told apart when somebody asks, and is refused to its owner', async ({
  visitor,
  newVisitor,
  mailbox,
  database,
}) => {
  const owner = await newVisitor()
  await owner.signIn()
  await visitor.signIn()
  const seen = async (newAddress: string) => {
    const before = [await mailbox.count(newAddress), await mailbox.count(visitor.address)] as const
    await asked(visitor, newAddress)
    const words = (await visitor.page.getByRole('main').innerText()).replace(newAddress, '…')
    const mails = [
      (await mailbox.count(newAddress)) - before[0],
      (await mailbox.count(visitor.address)) - before[1],
    ]
    await visitor.page.getByRole('button', { name: t.waiting.cancel }).click()
    await expectHeading(visitor, t.title)
    return { words, mails }
  }
  const free = await seen(freshAddress())
  const consumed = await seen(owner.address)
  expect(consumed).toEqual(free)
  expect(consumed.mails).toEqual([1, 1])

  const { confirm } = await asked(visitor, owner.address)
  await expectDead(owner, confirm, confirmEmailPage.invalid.taken.title)
  expect((await pressBare(confirm)).status).toBe(400)
  expect(await database.usersOf(visitor.address)).toHaveLength(1)
  await owner.page.goto('/dashboard')
  await owner.expectHello()
})

test('attack: an address that has had its mails gets no more, and nobody hears of it', async ({
  visitor,
  newVisitor,
  mailbox,
}) => {
  const flooded = freshAddress()
  for (let n = 0; n < 5; n++) await (await newVisitor()).askForLink(flooded)
  await visitor.signIn()
  const mails = await mailbox.count(visitor.address)
  await ask(visitor, flooded)
  await expectHeading(visitor, t.waiting.title)
  expect(await mailbox.count(flooded)).toBe(5)
  expect(await mailbox.count(visitor.address)).toBe(mails + 1)
})

test('attack: a session fills no inboxes: five changes a day', async ({ visitor, mailbox }) => {
  await visitor.signIn()
  for (let n = 0; n < 5; n++) {
    await asked(visitor)
    await visitor.page.getByRole('button', { name: t.waiting.cancel }).click()
    await expectHeading(visitor, t.title)
  }
  const [mails, sixth] = [await mailbox.count(visitor.address), freshAddress()]
  await ask(visitor, sixth)
  await expect(
    visitor.page.getByText(problemOf({ reason: 'too-often', retryAfter: hours(24) })),
  ).toBeVisible()
  expect(await mailbox.count(visitor.address)).toBe(mails)
  expect(await mailbox.count(sixth)).toBe(0)
})

test.describe('when a mail does not go out', () => {
  const rejectOne = (to: string) =>
    fetch(new URL('/api/faults', environment.mailboxUrl), {
      method: 'POST',
      body: JSON.stringify({ to, behavior: 'reject', times: 1 }),
    })

  test('to the new address: nothing is lost, and the next try works', async ({ visitor }) => {
    await visitor.signIn()
    const newAddress = freshAddress()
    await rejectOne(newAddress)
    await ask(visitor, newAddress)
    await expect(visitor.page.getByText(problemOf({ reason: 'not-sent' }))).toBeVisible()
    await expect(visitor.page.getByRole('textbox', { name: t.newAddress })).toHaveValue(newAddress)
    await visitor.page.getByRole('button', { name: t.submit }).click()
    await expectHeading(visitor, t.waiting.title)
  })

  test('attack: without word to the old address there is no change', async ({ visitor, mailbox }) => {
    await visitor.signIn()
    const newAddress = freshAddress()
    await rejectOne(visitor.address)
    await ask(visitor, newAddress)
    await expect(visitor.page.getByText(problemOf({ reason: 'not-told' }))).toBeVisible()
    expect(await mailbox.count(newAddress)).toBe(0)
  })

  test('attack: whoever reports our mail as spam does not change the address unheard', async ({
    visitor,
    mailbox,
  }) => {
    const address = `complain+${visitor.address}`
    const { link } = await visitor.askForLink(address)
    await expect(visitor.page.getByText(checkEmail.delivery.complained)).toBeVisible()
    await visitor.page.goto(link)
    await visitor.expectHello(address)
    const newAddress = freshAddress()
    await ask(visitor, newAddress)
    await expect(visitor.page.getByText(problemOf({ reason: 'not-told' }))).toBeVisible()
    expect(await mailbox.count(newAddress)).toBe(0)
  })
})

test.describe('the links', () => {
  test('attack: scanners that look, look ahead or post from elsewhere spend nothing', async ({
    visitor,
    database,
  }) => {
    await visitor.signIn()
    const { newAddress, confirm, stop } = await asked(visitor)
    const cookies = await visitor.copyCookies()
    for (const link of [confirm, stop]) {
      const path = pathOf(link)
      const statuses = await Promise.all(
        [
          send(path, { method: 'HEAD', cookies }),
          send(path, { headers: { 'Sec-Purpose': 'prefetch;prerender' }, cookies }),
          send(path, { headers: { 'Sec-Fetch-Dest': 'image' }, cookies }),
          send(path, { cookies }),
          send(path),
          send(path, { method: 'POST', form: {}, headers: { Origin: 'https://evil.example' }, cookies }),
          send(path, { method: 'PUT', cookies }),
        ].map(async (answer) => {
          const { status, headers } = await answer
          if (status === 200) expect(headers.get('referrer-policy')).toBe('no-referrer')
          return status
        }),
      )
      expect(statuses).toEqual([200, 204, 204, 200, 200, 403, 405])
    }
    expect(await database.usersOf(newAddress)).toEqual([])
    await press(visitor, confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)
  })

  test('attack: a token opens no other door, and somebody else’s change stays shut', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const other = await newVisitor()
    const { token } = await other.signIn()
    await visitor.signIn()
    const [mine, theirs] = [await asked(visitor), await asked(other)]
    const tokenOf = (link: string) => link.slice(-65)
    const mixed = `${tokenOf(theirs.confirm).slice(0, 22)}${tokenOf(mine.confirm).slice(22)}`
    const paths = [
      `/cancel-email-change/${tokenOf(mine.confirm)}`,
      `/confirm-email/${tokenOf(mine.stop)}`,
      `/report-sign-in/${tokenOf(mine.stop)}`,
      `/magic-link/${tokenOf(mine.confirm)}`,
      `/confirm-email/${token}`,
      `/cancel-email-change/${token}`,
      `/confirm-email/${mixed}`,
      '/confirm-email/cut-off',
      '/cancel-email-change/%ff',
    ]
    for (const path of paths) {
      expect([path, (await send(path)).status]).toEqual([path, 400])
      if (path.includes('%')) continue
      expect([path, (await send(path, { method: 'POST', form: {} })).status]).toEqual([path, 400])
    }
    for (const { newAddress } of [mine, theirs]) expect(await database.usersOf(newAddress)).toEqual([])
  })

  test('attack: somebody else’s page stops no change of mine', async ({ visitor, newVisitor }) => {
    await visitor.signIn()
    const mine = await asked(visitor)
    const attacker = await newVisitor({ javaScriptEnabled: false })
    await attacker.signIn()
    const theirs = await asked(attacker)
    const form = await formOn(attacker, attacker.page.getByRole('button', { name: t.waiting.cancel }))
    const cookies = await attacker.copyCookies()
    expect((await send('/account/email', { method: 'POST', form, cookies })).status).toBe(303)
    await expectDead(attacker, theirs.confirm, confirmEmailPage.invalid.canceled.title)
    await press(visitor, mine.confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)
  })

  test('run out after an hour, and after three days', async ({ visitor, database }) => {
    await visitor.signIn()
    const { newAddress, confirm, stop } = await asked(visitor)
    await database.ageChange(newAddress, hours(1))
    await expectDead(visitor, confirm, confirmEmailPage.invalid.expired.title)
    expect((await pressBare(confirm)).status).toBe(400)
    await visitor.page.goto('/account/email')
    await expectHeading(visitor, t.title)
    await database.ageChange(newAddress, days(3))
    await expectDead(visitor, stop, undoPage.invalid.expired.title)
    expect((await pressBare(stop)).status).toBe(400)
  })

  test('attack: somebody signed in to another account is told that it is not theirs', async ({
    visitor,
    newVisitor,
  }) => {
    const victim = await newVisitor()
    await victim.signIn()
    await visitor.signIn()
    const { confirm } = await asked(visitor)
    await victim.page.goto(confirm)
    await expect(victim.page.getByText(confirmEmailPage.otherAccount(victim.address))).toBeVisible()
    await expect(victim.page.getByText(confirmEmailPage.notYou)).toBeVisible()
    await expect(victim.page.getByText(visitor.address)).toHaveCount(0)
  })

  test('confirmed and stopped at once on two instances, the old address has it', async ({
    newVisitor,
    database,
  }) => {
    const second = await startSecondInstance()
    try {
      for (let round = 0; round < 3; round++) {
        const visitor = await newVisitor()
        await visitor.signIn()
        const { newAddress, confirm, stop } = await asked(visitor)
        await Promise.all([
          pressBare(confirm, second.origin),
          pressBare(stop),
          pressBare(confirm),
          pressBare(stop, second.origin),
        ])
        expect(await database.usersOf(visitor.address)).toHaveLength(1)
        expect(await database.usersOf(newAddress)).toEqual([])
        expect((await database.sessionsOf(visitor.address)).map(({ ended }) => ended)).toEqual([true])
      }
    } finally {
      await second.stop()
    }
  })
})

const PAGES: Record<string, (visitor: Visitor) => Promise<void>> = {
  'the form with a problem': async (visitor) => {
    await ask(visitor, 'ann@nowhere')
    await expect(visitor.page.getByText(problemOf({ reason: 'malformed' }))).toBeVisible()
  },
  'the change that waits': async (visitor) => {
    await asked(visitor)
  },
  'the link to the new address': async (visitor) => {
    const { confirm } = await asked(visitor)
    await visitor.page.goto(confirm)
    await expectHeading(visitor, confirmEmailPage.title)
  },
  'the changed address': async (visitor) => {
    await press(visitor, (await asked(visitor)).confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)
  },
  'the link to the old address': async (visitor) => {
    const { stop } = await asked(visitor)
    await visitor.page.goto(stop)
    await expectHeading(visitor, undoPage.waiting.title)
  },
  'the stopped change': async (visitor) => {
    await press(visitor, (await asked(visitor)).stop, undoPage.waiting.submit)
    await expectHeading(visitor, undoPage.waiting.done.title)
  },
  'the dead link': async (visitor) => {
    await expectDead(visitor, '/confirm-email/cut-off', linkPage.invalid.title)
  },
}

for (const [name, open] of Object.entries(PAGES)) {
  test(`axe finds nothing wrong with ${name}, light and dark`, async ({ visitor }) => {
    await visitor.signIn()
    await open(visitor)
    await expectAccessible(visitor.page)
  })
}
