import { checkEmail, common, dashboard, linkPage } from '@/lib/copy'
import { minutes, seconds } from '@/lib/platform/time'
import { passTime } from '../support/time'
import { Browser, freshAddress, type Page } from './browser'
import { type Mail, newestMail } from './emails'
import { plainText } from './form'
import { letPass } from './redis'

/** Where everybody here is going: a return path that must survive whatever happens. */
export const NEXT = '/dashboard?tab=2'

export const openForm = (browser: Browser, via: string) =>
  browser.open(via, `/?next=${encodeURIComponent(NEXT)}`)

export const typeAddress = (browser: Browser, via: string, form: Page, email: string) =>
  browser.submit(via, form, 'name="email"', { email })

/** Form, mail: everything before the link. */
export async function askForLink(
  via: string,
  address = freshAddress(),
  browser = new Browser(),
): Promise<{ browser: Browser; address: string; mail: Mail }> {
  const asked = await typeAddress(browser, via, await openForm(browser, via), address)
  if (asked.status !== 303) throw new Error(`Requester was answered ${asked.status}.`)
  return { browser, address, mail: await newestMail(address) }
}

/** In a browser that didn't ask: the page with the button, and its button. */
export const pressSignIn = (browser: Browser, via: string, page: Page) =>
  browser.submit(via, page, linkPage.confirm.submit, { intent: 'sign-in' })

/** The button without the page: what programs send. */
export const pressUnseen = (browser: Browser, via: string, path: string) =>
  browser.submit(via, { status: 200, headers: {}, ms: 0, path, body: '<form>intent</form>' }, 'intent', {
    intent: 'sign-in',
  })

export const typeCode = (browser: Browser, via: string, waitingRoom: Page, code: string) =>
  browser.submit(via, waitingRoom, 'name="code"', { code })

export const askAgain = (browser: Browser, via: string, waitingRoom: Page) =>
  browser.submit(via, waitingRoom, checkEmail.sendAgain)

/** Whether that page greets whoever has that address. */
export const greets = (page: Page, address: string) =>
  page.status === 200 && plainText(page.body).includes(dashboard.hello(address))

export const isSignedIn = async (browser: Browser, via: string, address: string) =>
  greets(await browser.visit(via, '/dashboard'), address)

export const says = (page: Page, sentence: string) => plainText(page.body).includes(sentence)

/** Hundreds at once are more than a small machine bears: some may be told so, as in an outage. */
export const isUnavailable = (page: Page) => says(page, common.unavailable)

/** Whether an answer leads there. */
export const leadsTo = (path: string) => (page: Page) => page.status === 303 && page.headers.location === path

/** Opens the link, and gets in. */
export const enters = async (browser: Browser, via: string, link: string, address: string) =>
  leadsIn(browser, via, await browser.open(via, link), address)

/** Whether that answer leads to where they were going, and they are greeted there. */
export const leadsIn = async (browser: Browser, via: string, page: Page, address: string, next = NEXT) =>
  leadsTo(next)(page) && greets(await browser.follow(via, page), address)

/** What they are told to wait, for the browser and for Redis. */
export async function aMinutePasses(browser: Browser) {
  const minute = minutes(1) + seconds(1)
  await browser.changeCookie('pending', (sealed) => passTime(sealed, minute))
  await letPass('limit:resendsPerAttempt:*', minute)
}
