import { setTimeout as wait } from 'node:timers/promises'
import { checkEmail, common, dashboard, linkPage, problemOf } from '@/e2e/support/copy'
import { minutes, seconds } from '@/lib/platform/time'
import { plainText } from '../support/form'
import { attemptIn } from '../support/redis'
import { Browser, freshAddress, type Page } from './browser'
import { type Email, newestEmail } from './emails'
import { redis } from './redis'

/** Where every actor is going: a return path that must survive whatever happens. */
export const NEXT = '/dashboard?tab=2'

/** Where the link leads in a browser that didn't request it. */
export const ELSEWHERE = '/dashboard'

export const openForm = (browser: Browser, via: string) =>
  browser.open(via, `/?next=${encodeURIComponent(NEXT)}`)

export const typeAddress = (browser: Browser, via: string, form: Page, email: string) =>
  browser.submit(via, form, 'name="email"', { email })

/** Form and email: everything before the link. */
export async function requestLink(
  via: string,
  address = freshAddress(),
  browser = new Browser(),
): Promise<{ browser: Browser; address: string; email: Email }> {
  // The previous email may have come in this very millisecond.
  await wait(2)
  const since = new Date()
  const requested = await typeAddress(browser, via, await openForm(browser, via), address)
  if (requested.status !== 303) throw new Error(`A request was answered ${requested.status}.`)
  return { browser, address, email: await newestEmail(address, since) }
}

/** Presses the button of the page that a link shows in a browser that didn't request it. */
export const pressSignIn = (browser: Browser, via: string, page: Page) =>
  browser.submit(via, page, linkPage.confirm.submit)

/** The button without the page: what programs send. */
export const pressUnseen = (browser: Browser, via: string, path: string) =>
  browser.submit(via, { status: 200, headers: {}, ms: 0, path, body: '<form>button</form>' }, 'button')

export const typeCode = (browser: Browser, via: string, waitingRoom: Page, code: string) =>
  browser.submit(via, waitingRoom, 'name="code"', { code })

export const requestAgain = (browser: Browser, via: string, waitingRoom: Page) =>
  browser.submit(via, waitingRoom, checkEmail.sendAgain)

/** Whether that page greets that address. */
export const greets = (page: Page, address: string) =>
  page.status === 200 && plainText(page.body).includes(dashboard.hello(address))

export const isSignedIn = async (browser: Browser, via: string, address: string) =>
  greets(await browser.visit(via, '/dashboard'), address)

export const says = (page: Page, sentence: string) => plainText(page.body).includes(sentence)

/** Hundreds at once are more than a small machine can take: some may be told so, as in an outage. */
export const isUnavailable = (page: Page) =>
  says(page, common.unavailable) || says(page, problemOf({ reason: 'unavailable' }))

/** Whether a response redirects there. */
export const leadsTo = (path: string) => (page: Page) => page.status === 303 && page.headers.location === path

/** Opens the link, and is signed in. */
export const enters = async (browser: Browser, via: string, link: string, address: string) =>
  leadsIn(browser, via, await browser.open(via, link), address)

/** Whether that response redirects to where they were going, and they are greeted there. */
export const leadsIn = async (browser: Browser, via: string, page: Page, address: string, next = NEXT) =>
  leadsTo(next)(page) && greets(await browser.follow(via, page), address)

/** The attempt that this browser waits for. */
export const attemptOf = (browser: Browser) => attemptIn(browser.cookie('pending') ?? '')

/** Lets a cooldown pass. */
export const aMinutePasses = (browser: Browser) => redis.age(attemptOf(browser), minutes(1) + seconds(1))

/** Whether the waiting room says, sooner or later, that the email wasn't sent. */
export async function hearsOfFailure(browser: Browser, via: string): Promise<boolean> {
  for (const deadline = Date.now() + seconds(15); Date.now() < deadline; await wait(200)) {
    if (says(await browser.open(via, '/check-email'), checkEmail.emailState.failed)) return true
  }
  return false
}

/** Presses the waiting room's button, and returns the email that comes; undefined if the page doesn't announce it. */
export async function sendsAnother(browser: Browser, via: string, to: string): Promise<Email | undefined> {
  const since = new Date()
  const page = await requestAgain(browser, via, await browser.open(via, '/check-email'))
  return says(page, checkEmail.sentAgain) ? newestEmail(to, since) : undefined
}
