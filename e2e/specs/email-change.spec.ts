import {
  checkEmail,
  confirmEmailPage,
  linkPage,
  problemOf,
  reauthenticatePage,
  signInForm,
  emailPage as t,
  undoPage,
} from '@/e2e/support/copy'
import { format, parse } from '@/lib/auth/link-token'
import { days, hours, minutes } from '@/lib/platform/time'
import { expectAccessible } from '../support/accessible'
import { reauthenticateByEmail } from '../support/account-visits'
import {
  confirmLinkTo,
  expectDead,
  expectHeading,
  pathOf,
  press,
  pressBare,
  pressHere,
  requestChange,
  submitNewAddress,
  undoBare,
} from '../support/email-changes'
import { expect, test, withAndWithoutJavaScript } from '../support/fixtures'
import { misbehave } from '../support/mailbox'
import { formOn, send } from '../support/plain-request'
import { freshAddress, type Visitor } from '../support/visitor'

withAndWithoutJavaScript(() => {
  test('changes the email address: requested, confirmed, and the session goes on', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const other = await newVisitor()
    await other.signInUnseen(visitor.address)
    await visitor.signInUnseen()
    const { newAddress, confirm } = await requestChange(visitor)
    await expect(visitor.page.getByText(newAddress)).toBeVisible()

    await press(visitor, confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)
    await visitor.page.goto('/dashboard')
    await visitor.expectHello(newAddress)
    expect(await database.usersOf(visitor.address)).toEqual([])
    expect(await database.usersOf(newAddress)).toHaveLength(1)

    // Any other browser of the account is signed out at its next request.
    await other.page.goto('/dashboard')
    await expectHeading(other, signInForm.title)
    await other.signIn(newAddress)
    await visitor.page.goto('/dashboard')
    await visitor.expectHello(newAddress)
  })

  test('says what is wrong with a new address, and keeps it', async ({ visitor, mailbox }) => {
    await visitor.signInUnseen()
    const emails = await mailbox.count(visitor.address)
    for (const [typed, problem] of [
      ['', problemOf({ reason: 'missing' })],
      ['ann@nowhere', problemOf({ reason: 'malformed' })],
      [` ${visitor.address.toUpperCase()} `, problemOf({ reason: 'same' })],
    ] as const) {
      await submitNewAddress(visitor, typed)
      await expect(visitor.page.getByText(problem)).toBeVisible()
      await expect(visitor.page.getByRole('textbox', { name: t.newAddress })).toHaveValue(typed.trim())
    }
    expect(await mailbox.count(visitor.address)).toBe(emails)
  })
})

// What a script changes about these forms, the tests above show.
test.describe('with JavaScript', () => {
  test('asks an old session to sign in again before it shows the form', async ({
    visitor,
    database,
    mailbox,
  }) => {
    const { page, address } = visitor
    await visitor.signInUnseen()
    await database.ageSessions(address, { signIn: minutes(10) })
    await page.goto('/account/email')
    await expectHeading(visitor, reauthenticatePage.title)
    await expect(page.getByRole('textbox', { name: t.newAddress })).toHaveCount(0)

    await reauthenticateByEmail(visitor, address)
    await expect(page).toHaveURL('/account/email')
    const first = freshAddress()
    await page.getByRole('textbox', { name: t.newAddress }).fill(first)
    await page.getByRole('button', { name: t.submit }).click()
    await expectHeading(visitor, t.waiting.title)
    await confirmLinkTo(first)
    await page.getByRole('button', { name: t.waiting.cancel }).click()
    await expect(page.getByRole('textbox', { name: t.newAddress })).toHaveValue('')

    // Ten minutes may also pass on the form.
    await database.ageSessions(address, { signIn: minutes(10) })
    const newAddress = freshAddress()
    await page.getByRole('textbox', { name: t.newAddress }).fill(newAddress)
    await page.getByRole('button', { name: t.submit }).click()
    await expectHeading(visitor, reauthenticatePage.title)
    expect(await mailbox.count(newAddress)).toBe(0)
  })

  test('a change that was canceled on the page can’t be confirmed', async ({ visitor, newVisitor }) => {
    await visitor.signInUnseen()
    const { confirm } = await requestChange(visitor)
    await visitor.page.getByRole('button', { name: t.waiting.cancel }).click()
    await expectHeading(visitor, t.title)
    await expectDead(await newVisitor(), confirm, confirmEmailPage.invalid.canceled.title)
    // The owner who cancels it isn't an intruder.
    await visitor.page.goto('/dashboard')
    await visitor.expectHello()
  })
})

test.describe('afterwards', () => {
  test('links and codes to the old address are dead, also those of another browser', async ({
    visitor,
    newVisitor,
    database,
    redis,
  }) => {
    await visitor.signInUnseen()
    const [withLink, withCode] = [await newVisitor(), await newVisitor()]
    const { link, token } = await withLink.requestLinkUnseen(visitor.address)
    const { code } = await withCode.requestLink(visitor.address)
    const { confirm } = await requestChange(visitor)
    await press(visitor, confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)

    const revoked = withLink.page.getByText(linkPage.invalid.reasons.revoked())
    await withLink.openDeadLink(link)
    await expect(revoked).toBeVisible()
    // It's still the reason once its time is over, too.
    await redis.expire(token)
    await withLink.openDeadLink(link)
    await expect(revoked).toBeVisible()
    await withCode.enterCode(code)
    await expect(withCode.page.getByText(problemOf({ reason: 'revoked' }))).toBeVisible()
    expect(await database.usersOf(visitor.address)).toEqual([])
  })

  test('the sign-in form of the browser that confirmed offers the new address', async ({ visitor }) => {
    await visitor.signInUnseen()
    const { newAddress, confirm } = await requestChange(visitor)
    await press(visitor, confirm, confirmEmailPage.submit)
    await visitor.page.goto('/dashboard')
    await visitor.page.getByRole('button', { name: 'Sign out' }).click()
    await expect(visitor.page.getByRole('textbox')).toHaveValue(newAddress)
  })

  test('a second click says that it is done', async ({ visitor }) => {
    await visitor.signInUnseen()
    const { confirm } = await requestChange(visitor)
    expect((await pressHere(visitor, confirm)).status).toBe(200)
    await expectDead(visitor, confirm, confirmEmailPage.done.title)
  })
})

test('attack: a taken address looks like a free one to the requester, and its owner can’t confirm it', async ({
  visitor,
  newVisitor,
  mailbox,
  database,
}) => {
  const owner = await newVisitor()
  await owner.signInUnseen()
  await visitor.signInUnseen()
  const seen = async (newAddress: string) => {
    const before = [await mailbox.count(newAddress), await mailbox.count(visitor.address)] as const
    await requestChange(visitor, newAddress)
    const words = (await visitor.page.getByRole('main').innerText()).replace(newAddress, '…')
    const emails = [
      (await mailbox.count(newAddress)) - before[0],
      (await mailbox.count(visitor.address)) - before[1],
    ]
    await visitor.page.getByRole('button', { name: t.waiting.cancel }).click()
    await expectHeading(visitor, t.title)
    return { words, emails }
  }
  const free = await seen(freshAddress())
  const consumed = await seen(owner.address)
  expect(consumed).toEqual(free)
  expect(consumed.emails).toEqual([1, 1])

  const { confirm } = await requestChange(visitor, owner.address)
  await expectDead(owner, confirm, confirmEmailPage.invalid.taken.title)
  expect((await pressBare(confirm)).status).toBe(400)
  expect(await database.usersOf(visitor.address)).toHaveLength(1)
  await owner.page.goto('/dashboard')
  await owner.expectHello()
})

test('attack: an address that has had its emails gets no more, and the page doesn’t tell', async ({
  visitor,
  newClient,
  mailbox,
  database,
}) => {
  const flooded = freshAddress()
  for (let n = 0; n < 5; n++) await newClient().requestLink(flooded)
  await visitor.signInUnseen()
  const emails = await mailbox.count(visitor.address)
  await submitNewAddress(visitor, flooded)
  await expectHeading(visitor, t.waiting.title)
  // After the response, and to the page it looks like one that was sent.
  await expect.poll(() => database.isChangeSent(flooded)).toBe(true)
  expect(await mailbox.count(flooded)).toBe(5)
  expect(await mailbox.count(visitor.address)).toBe(emails + 1)
})

test('attack: a session fills no inboxes: five changes a day', async ({ visitor, mailbox }) => {
  await visitor.signInUnseen()
  for (let n = 0; n < 5; n++) {
    await requestChange(visitor)
    await visitor.page.getByRole('button', { name: t.waiting.cancel }).click()
    await expectHeading(visitor, t.title)
  }
  const [emails, sixth] = [await mailbox.count(visitor.address), freshAddress()]
  await submitNewAddress(visitor, sixth)
  await expect(
    visitor.page.getByText(problemOf({ reason: 'too-often', retryAfter: hours(24) })),
  ).toBeVisible()
  expect(await mailbox.count(visitor.address)).toBe(emails)
  expect(await mailbox.count(sixth)).toBe(0)
})

test.describe('when an email does not go out', () => {
  const rejectOne = (to: string) => misbehave({ to, behavior: 'reject', times: 1 })

  withAndWithoutJavaScript(() => {
    test('to the new address: nothing is lost, and the next try works', async ({ visitor }) => {
      await visitor.signInUnseen()
      const newAddress = freshAddress()
      await rejectOne(newAddress)
      await submitNewAddress(visitor, newAddress)
      await expect(visitor.page.getByText(problemOf({ reason: 'not-sent' }))).toBeVisible()
      await expect(visitor.page.getByRole('textbox', { name: t.newAddress })).toHaveValue(newAddress)
      await visitor.page.getByRole('button', { name: t.submit }).click()
      await expectHeading(visitor, t.waiting.title)
      await confirmLinkTo(newAddress)
    })
  })

  test('attack: without a notice to the old address there is no change', async ({ visitor, mailbox }) => {
    await visitor.signInUnseen()
    const newAddress = freshAddress()
    await rejectOne(visitor.address)
    await submitNewAddress(visitor, newAddress)
    await expect(visitor.page.getByText(problemOf({ reason: 'not-told' }))).toBeVisible()
    expect(await mailbox.count(newAddress)).toBe(0)
  })

  test('attack: an owner who reports our email as spam can’t have the address changed unnoticed', async ({
    visitor,
    mailbox,
  }) => {
    const address = `complain+${visitor.address}`
    const { link } = await visitor.requestLink(address)
    await expect(visitor.page.getByText(checkEmail.emailState.complained)).toBeVisible()
    await visitor.page.goto(link)
    await visitor.expectHello(address)
    const newAddress = freshAddress()
    await submitNewAddress(visitor, newAddress)
    await expect(visitor.page.getByText(problemOf({ reason: 'not-told' }))).toBeVisible()
    expect(await mailbox.count(newAddress)).toBe(0)
  })
})

test.describe('the links', () => {
  test('attack: scanners that look, prefetch or post from another site spend nothing', async ({
    visitor,
    database,
  }) => {
    await visitor.signInUnseen()
    const { newAddress, confirm, cancel } = await requestChange(visitor)
    const cookies = await visitor.copyCookies()
    for (const link of [confirm, cancel]) {
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

  test('attack: a token opens no other kind of link, and another account’s change stays closed', async ({
    visitor,
    newVisitor,
    database,
  }) => {
    const other = await newVisitor()
    const { token } = await other.signInUnseen()
    await visitor.signInUnseen()
    const [mine, theirs] = [await requestChange(visitor), await requestChange(other)]
    const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)
    // With the checksum that an attacker can't make.
    const mixed = format(parse(tokenOf(theirs.confirm))?.id ?? '', parse(tokenOf(mine.confirm))?.secret ?? '')
    const paths = [
      `/cancel-email-change/${tokenOf(mine.confirm)}`,
      `/confirm-email/${tokenOf(mine.cancel)}`,
      `/report-sign-in/${tokenOf(mine.cancel)}`,
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

  test('attack: another account’s page cancels no change of mine', async ({ visitor, newVisitor }) => {
    await visitor.signInUnseen()
    const mine = await requestChange(visitor)
    const attacker = await newVisitor({ javaScriptEnabled: false })
    await attacker.signInUnseen()
    const theirs = await requestChange(attacker)
    const form = await formOn(attacker, attacker.page.getByRole('button', { name: t.waiting.cancel }))
    const cookies = await attacker.copyCookies()
    expect((await send('/account/email', { method: 'POST', form, cookies })).status).toBe(303)
    await expectDead(attacker, theirs.confirm, confirmEmailPage.invalid.canceled.title)
    await press(visitor, mine.confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)
  })

  test('expire after an hour, and after three days', async ({ visitor, database }) => {
    await visitor.signInUnseen()
    const { newAddress, confirm, cancel } = await requestChange(visitor)
    await database.ageChange(newAddress, hours(1))
    await expectDead(visitor, confirm, confirmEmailPage.invalid.expired.title)
    expect((await pressBare(confirm)).status).toBe(400)
    await visitor.page.goto('/account/email')
    await expectHeading(visitor, t.title)
    await database.ageChange(newAddress, days(3))
    await expectDead(visitor, cancel, undoPage.invalid.expired.title)
    expect((await undoBare(cancel)).status).toBe(400)
  })
})

const PAGES: Record<string, (visitor: Visitor) => Promise<void>> = {
  'the form with a problem': async (visitor) => {
    await submitNewAddress(visitor, 'ann@nowhere')
    await expect(visitor.page.getByText(problemOf({ reason: 'malformed' }))).toBeVisible()
  },
  'the pending change': async (visitor) => {
    await requestChange(visitor)
  },
  'the link to the new address': async (visitor) => {
    const { confirm } = await requestChange(visitor)
    await visitor.page.goto(confirm)
    await expectHeading(visitor, confirmEmailPage.title)
  },
  'the changed address': async (visitor) => {
    await press(visitor, (await requestChange(visitor)).confirm, confirmEmailPage.submit)
    await expectHeading(visitor, confirmEmailPage.done.title)
  },
  'the dead link': async (visitor) => {
    await expectDead(visitor, '/confirm-email/cut-off', linkPage.invalid.title)
  },
}

for (const [name, open] of Object.entries(PAGES)) {
  test(`axe finds nothing wrong with ${name}, light and dark`, async ({ visitor }) => {
    await visitor.signInUnseen()
    await open(visitor)
    await expectAccessible(visitor.page)
  })
}
