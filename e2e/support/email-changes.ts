import { expect } from '@playwright/test'
import {
  confirmEmailChangeEmail,
  emailChangeRequestedEmail,
  emailPage as t,
  type undoPage,
} from '@/e2e/support/copy'
import { environment } from './environment'
import { send } from './plain-request'
import { freshAddress, type Visitor } from './visitor'

// Steps of an email change.

/** The link in the newest email to that address with that subject. */
async function linkIn(to: string, { subject }: { subject: string }, since: Date): Promise<string> {
  const url = new URL('/api/emails/latest', environment.mailboxUrl)
  const query = { to, q: subject, since: since.toISOString(), wait: '10000' }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const answer = await fetch(url)
  expect(answer.status, `"${subject}" to ${to}`).toBe(200)
  const { links, text }: { links: string[]; text: string } = await answer.json()
  const [link = ''] = links.filter((each) => /\/(confirm-email|cancel-email-change)\/[\w-]{73}$/.test(each))
  expect(text).toContain(link)
  return link
}

export const confirmLinkTo = (address: string, since = new Date(0)) =>
  linkIn(address, confirmEmailChangeEmail, since)
const cancelLinkTo = (address: string, since: Date) => linkIn(address, emailChangeRequestedEmail, since)
export const pathOf = (link: string) => new URL(link).pathname

/** Types the new address and submits the form. */
export async function submitNewAddress({ page }: Visitor, newAddress: string): Promise<void> {
  await page.goto('/account/email')
  await page.getByRole('textbox', { name: t.newAddress }).fill(newAddress)
  await page.getByRole('button', { name: t.submit }).click()
}

/** A pending change: the new address, and both links. */
export async function requestChange(visitor: Visitor, newAddress = freshAddress()) {
  // Emailed after the response.
  const since = new Date()
  await submitNewAddress(visitor, newAddress)
  await expectHeading(visitor, t.waiting.title)
  const [confirm, cancel] = [
    await confirmLinkTo(newAddress, since),
    await cancelLinkTo(visitor.address, since),
  ]
  return { newAddress, confirm, cancel }
}

export async function press({ page }: Visitor, link: string, button: string): Promise<void> {
  await page.goto(link)
  await page.getByRole('button', { name: button }).click()
}

/** As a browser without cookies does. */
export const pressBare = (link: string, origin?: string) =>
  send(pathOf(link), { method: 'POST', form: {}, origin })

/** As the browser that requested the change does, without its page. */
export const pressHere = async (visitor: Visitor, link: string, origin?: string) =>
  send(pathOf(link), { method: 'POST', form: {}, cookies: await visitor.copyCookies(), origin })

export const expectHeading = ({ page }: Visitor, name: string) =>
  expect(page.getByRole('heading', { name, exact: true })).toBeVisible()

/** Opens the link in the notice to the old address, and goes through with it. */
export async function undo(visitor: Visitor, link: string, t: typeof undoPage.waiting): Promise<void> {
  await press(visitor, link, t.submit)
  await visitor.page.getByRole('button', { name: t.confirm.submit }).click()
  await expectHeading(visitor, t.done.title)
}

/** As a browser without cookies does. */
export const undoBare = (link: string, origin?: string) =>
  send(pathOf(link), { method: 'POST', form: { confirm: 'yes' }, origin })

export async function expectDead(visitor: Visitor, link: string, title: string): Promise<void> {
  visitor.problems.expect(/Failed to load resource: .* status of 400/)
  const answer = await visitor.page.goto(link)
  expect(answer?.status()).toBe(400)
  await expectHeading(visitor, title)
}
