import { describe, expect, test } from 'vitest'
import { accountDeletedEmail } from './account-deleted'
import { confirmEmailChangeEmail } from './confirm-email-change'
import { emailChangeRequestedEmail } from './email-change-requested'
import { newDeviceEmail } from './new-device'
import { noAccountEmail } from './no-account'
import { signInEmail } from './sign-in'

// The text parts in whole, so that whoever changes a sentence reads the mail once as a person would.

const at = new Date('2026-11-22T14:05:09Z')
const until = new Date('2026-11-29T00:00:00Z')
const device = 'Firefox on Windows'

test('signInEmail: the first link signs in, the code stands on a line of its own', () => {
  const url = 'https://login.example.com/magic-link/abc'
  const { text } = signInEmail({ url, code: '012345', minutes: 10, device })
  expect(text.match(/https?:\/\/\S+/)?.[0]).toBe(url)
  expect(text).toMatch(/^012 345$/m)
  expect(text).toMatchInlineSnapshot(`
    "Sign in to Magic Link

    Open this link in the browser where you asked, and you are in.

    https://login.example.com/magic-link/abc

    Reading this on another device? Type this code on the page where you asked:

    012 345

    This was asked for in Firefox on Windows. Link and code work once, for 10 minutes.

    You didn’t ask for this? Then there is nothing to do: nobody can sign in without this mail. Please tell the code to nobody, whoever asks for it.
    "
  `)
})

test('noAccountEmail', () => {
  expect(noAccountEmail().text).toMatchInlineSnapshot(`
    "This address can’t sign in

    Somebody, probably you, asked to sign in to Magic Link with this address. That isn’t possible at the formatDateTime: there is no account for it, or the one that there is has been closed.

    Perhaps you signed up with another address? Then please sign in with that one.

    You didn’t ask for this? Then there is nothing to do.
    "
  `)
})

test('confirmEmailChangeEmail', () => {
  const url = 'https://login.example.com/confirm-email/abc'
  expect(confirmEmailChangeEmail({ url, minutes: 1, device }).text).toMatchInlineSnapshot(`
    "Is this your new address?

    Somebody, probably you, wants to sign in to Magic Link with this address from now on. Open this link to confirm that it is yours:

    https://login.example.com/confirm-email/abc

    This was asked for in Firefox on Windows. The link works once, for 1 minute. Until you confirm, the account keeps its old address.

    You didn’t ask for this? Then leave the link alone, and nothing changes.
    "
  `)
})

test('emailChangeRequestedEmail', () => {
  const url = 'https://login.example.com/stop/abc'
  const newAddress = 'bob@example.org'
  expect(emailChangeRequestedEmail({ url, until, newAddress, at, device }).text).toMatchInlineSnapshot(`
    "Changing your address?

    Somebody, probably you, asked to change the address of your Magic Link account.

    New address: bob@example.org
    When: 22 November 2026, 14:05 UTC
    Browser: Firefox on Windows

    It was you? Then there is nothing to do here. The change happens when you confirm it, with the link that we sent to the new address.

    It wasn’t you? This link stops the change, or takes it back, and signs out every browser. You needn’t sign in for it:

    https://login.example.com/stop/abc

    The link works until 29 November 2026, 00:00 UTC.

    If it wasn’t you, somebody is signed in to your account and may be able to read your mail: please change the password of your mailbox, too.
    "
  `)
})

describe('newDeviceEmail', () => {
  const url = 'https://login.example.com/report-sign-in/abc'

  test('says when, in what, and roughly where', () => {
    expect(newDeviceEmail({ url, until, at, device, place: 'Lyon, France' }).text).toMatchInlineSnapshot(`
      "Was this you?

      Somebody, probably you, signed in to your Magic Link account in a browser that we hadn’t seen before.

      When: 22 November 2026, 14:05 UTC
      Browser: Firefox on Windows
      Roughly where: Lyon, France

      It was you? Then there is nothing to do.

      It wasn’t you? This link signs that browser out, and all others. You needn’t sign in for it:

      https://login.example.com/report-sign-in/abc

      The link works until 29 November 2026, 00:00 UTC.

      Whoever signed in was able to read your mail. If it wasn’t you, please change the password of your mailbox, too.
      "
    `)
  })

  test('says nothing of the place where nobody knows it', () => {
    expect(newDeviceEmail({ url, until, at, device }).text).not.toContain('where')
  })
})

describe('accountDeletedEmail', () => {
  test('shows the way back', () => {
    expect(accountDeletedEmail({ at, url: 'https://login.example.com/' }).text).toMatchInlineSnapshot(`
      "Your account is deleted

      As you asked, your Magic Link account was deleted on 22 November 2026, 14:05 UTC, with everything that belonged to it. Every browser is signed out.

      You are welcome to come back. This address can sign up again, and starts afresh:

      https://login.example.com/

      It wasn’t you? We can’t bring the account back. Whoever deleted it may be able to read your mail: please change the password of your mailbox.
      "
    `)
  })

  test('shows none where the address could not sign up', () => {
    expect(accountDeletedEmail({ at }).text).not.toContain('come back')
  })
})
