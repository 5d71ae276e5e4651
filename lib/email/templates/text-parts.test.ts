import { describe, expect, test } from 'vitest'
import { en } from '@/lib/copy/dictionaries/en'
import { renderEmail } from '../render'
import { accountDeletedEmail } from './account-deleted'
import { confirmEmailChangeEmail } from './confirm-email-change'
import { emailChangeRequestedEmail } from './email-change-requested'
import { emailChangeUndoneEmail } from './email-change-undone'
import { newDeviceEmail } from './new-device'
import { noAccountEmail } from './no-account'
import { signInEmail } from './sign-in'

// The whole text parts, so that changing a sentence means reading the email as a person would.

const at = new Date('2026-11-22T14:05:09Z')
const until = new Date('2026-11-29T00:00:00Z')
const device = 'Firefox on Windows'
const network = '203.0.113.…'

test('signInEmail: the first link signs in, and the code has its own line', () => {
  const url = 'https://login.example.com/magic-link/abc'
  const { text } = signInEmail(en, { url, code: '012345', minutes: { link: 10, code: 10 }, device, network })
  expect(text.match(/https?:\/\/\S+/)?.[0]).toBe(url)
  expect(text).toMatch(/^012 345$/m)
  expect(text).toMatchInlineSnapshot(`
    "Sign in to Magic Link

    Open this link in the browser you’re signing in from.

    https://login.example.com/magic-link/abc

    Reading this on another device? Enter this code in the browser you’re signing in from:

    012 345

    Requested from 203.0.113.…, in Firefox on Windows. The link and the code work once and expire in 10 minutes.

    If you didn’t request this, you can safely ignore it. No one can sign in without this email. Never share the code, even with someone who says they work here.
    "
  `)
})

test('signInEmail: tells both lifetimes if the link and the code differ', async () => {
  const minutes = { link: 30, code: 10 }
  const { text, html } = signInEmail(en, {
    url: 'https://login.example.com/',
    code: '012345',
    minutes,
    device,
    network: '',
  })
  expect(text).toContain('Requested in Firefox on Windows. ')
  expect(text).toContain('The link works for 30 minutes, the code for 10 minutes, and each of them once.')
  expect(await renderEmail(html)).toContain('It expires in 30 minutes.')
})

test('signInEmail: names the sensitive action that it confirms', () => {
  const url = 'https://login.example.com/magic-link/abc'
  const { subject, text } = signInEmail(en, {
    ...{ url, code: '012345', minutes: { link: 10, code: 10 }, device, network },
    action: 'delete',
  })
  expect(subject).toBe('Sign in to delete your Magic Link account')
  expect(text).toMatchInlineSnapshot(`
    "Deleting your account?

    Someone, probably you, wants to delete this account. To continue, open this link in the browser where you requested it.

    https://login.example.com/magic-link/abc

    Reading this on another device? Enter this code in the browser where you requested it:

    012 345

    Requested from 203.0.113.…, in Firefox on Windows. The link and the code work once and expire in 10 minutes.

    If this wasn’t you, don’t open the link and don’t share the code. Someone may be signed in to your account: look at its list of devices, and sign them out.
    "
  `)
})

test('noAccountEmail', () => {
  expect(noAccountEmail(en).text).toMatchInlineSnapshot(`
    "You can’t sign in with this address

    Someone, probably you, tried to sign in to Magic Link with this address. That isn’t possible right now: either there’s no account with this address, or the account has been closed.

    If you signed up with a different address, sign in with that one.

    If you didn’t request this, you can safely ignore it.
    "
  `)
})

test('confirmEmailChangeEmail', () => {
  const url = 'https://login.example.com/confirm-email/abc'
  expect(confirmEmailChangeEmail(en, { url, minutes: 1, device }).text).toMatchInlineSnapshot(`
    "Is this your new address?

    Someone, probably you, wants to sign in to Magic Link with this address from now on. To confirm that it’s yours, open this link in the browser where you requested it:

    https://login.example.com/confirm-email/abc

    Requested in Firefox on Windows. The link works once and expires in 1 minute. Until you confirm, the account keeps its current address.

    If you didn’t request this, don’t open the link. Nothing will change.
    "
  `)
})

test('emailChangeRequestedEmail', () => {
  const url = 'https://login.example.com/cancel-email-change/abc'
  const newAddress = 'bob@example.org'
  expect(emailChangeRequestedEmail(en, { url, until, newAddress, at, device }).text).toMatchInlineSnapshot(`
    "Changing your email address?

    Someone, probably you, requested a new email address for your Magic Link account.

    New address: bob@example.org
    When: November 22, 2026 at 14:05 UTC
    Browser: Firefox on Windows

    If this was you, there’s nothing to do here. To finish the change, open the link we sent to the new address.

    If this wasn’t you, open this link to cancel or undo the change and sign out everywhere. You don’t need to sign in first:

    https://login.example.com/cancel-email-change/abc

    The link works until November 29, 2026 at 00:00 UTC.

    If this wasn’t you, someone is signed in to your account and may be able to read your email. Change your email password, too.
    "
  `)
})

test('emailChangeUndoneEmail', () => {
  expect(emailChangeUndoneEmail(en, { at, device, place: 'Lyon, France' }).text).toMatchInlineSnapshot(`
    "Your email address was changed back

    Your Magic Link account had this address. Someone who can read the email of its previous address has undone that change. The account has its previous address again, and is signed out everywhere.

    When: November 22, 2026 at 14:05 UTC
    Browser: Firefox on Windows
    Approximate location: Lyon, France

    If this was you, there’s nothing to do here. Sign in with the previous address.

    If this wasn’t you, someone can read the email of your previous address. Change the password of that mailbox first. Then sign in with that address, and change it again.
    "
  `)
})

describe('newDeviceEmail', () => {
  const url = 'https://login.example.com/report-sign-in/abc'

  test('says when, in which browser, and approximately where', () => {
    expect(newDeviceEmail(en, { url, until, at, device, place: 'Lyon, France' }).text).toMatchInlineSnapshot(`
      "Was this you?

      Someone, probably you, signed in to your Magic Link account in a browser we hadn’t seen before.

      When: November 22, 2026 at 14:05 UTC
      Browser: Firefox on Windows
      Approximate location: Lyon, France

      If this was you, there’s nothing to do.

      If this wasn’t you, open this link to sign out that browser and all others. You don’t need to sign in first:

      https://login.example.com/report-sign-in/abc

      The link works until November 29, 2026 at 00:00 UTC.

      If this wasn’t you, someone was able to read your email. Change your email password, too.
      "
    `)
  })

  test('leaves out the location if it isn’t known', () => {
    expect(newDeviceEmail(en, { url, until, at, device }).text).not.toContain('location')
  })
})

describe('accountDeletedEmail', () => {
  test('links to where the address can sign up again', () => {
    expect(accountDeletedEmail(en, { at, url: 'https://login.example.com/' }).text).toMatchInlineSnapshot(`
      "Your account has been deleted

      As you requested, your Magic Link account was deleted on November 22, 2026 at 14:05 UTC, along with everything that belonged to it. You’re signed out everywhere.

      You’re welcome back anytime. This address can sign up again and start fresh:

      https://login.example.com/

      We can’t bring the account back. If you didn’t delete it, someone may be able to read your email. Change your email password now.
      "
    `)
  })

  test('has no link if the address couldn’t sign up', () => {
    const { text } = accountDeletedEmail(en, { at })
    expect(text).not.toContain('sign up')
    expect(text).not.toContain('://')
  })
})
