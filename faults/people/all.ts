import { checkEmail, common, linkPage, signInForm } from '@/lib/texts'
import { minutes, seconds } from '@/lib/time'
import { passTime } from '../e2e/pending'
import { Browser, freshAddress, type Page } from './browser'
import { fieldOf } from './form'
import { newestMail } from './mails'
import { letPass } from './redis'
import * as step from './steps'

/** What can be away. `writing` is the database's half: somebody else holds its lock, and it can still be read. */
export type Part = 'redis' | 'database' | 'writing' | 'mail'

/** Somebody who has come as far as one step. */
export type Person = {
  name: string
  address: string
  /** The parts without which the step can't be taken. */
  needs: Part[]
  /** How often they ask for a mail before the step, and with it. */
  asks: { before: number; now: number }
  act(via: string): Promise<Page>
  /** Whether that page is what the step leads to. */
  works(page: Page): boolean
  /** Whether it is a sentence instead, with all that was typed. */
  isRefused(page: Page, part: Part): boolean
  /** Tries again, from the page that refused, and goes on until signed in (or out). */
  again(via: string, refused: Page, part: Part): Promise<boolean>
}

const { NEXT } = step

/** One person at each step of the way in and out, each with an address of their own. */
export const people: ((via: string) => Promise<Person>)[] = [
  asking,
  here,
  elsewhere,
  pressing,
  typing,
  sendingAgain,
  atDeadLink,
  inside,
  leaving,
  waiting,
]

async function asking(via: string): Promise<Person> {
  const [browser, address] = [new Browser(), freshAddress()]
  const form = await step.openForm(browser, via)
  return {
    name: 'ask',
    address,
    needs: ['redis', 'database', 'mail'],
    asks: { before: 0, now: 1 },
    act: (via) => step.typeAddress(browser, via, form, address),
    works: leadsTo('/check-email'),
    isRefused: (page, part) =>
      step.says(page, part === 'mail' ? signInForm.problems['not-sent'] : common.unavailable) &&
      fieldOf(page.body, 'email') === address &&
      fieldOf(page.body, 'next') === NEXT,
    again: async (via, refused, part) => {
      if (part === 'mail') await aMinutePasses(browser)
      const asked = await step.typeAddress(browser, via, refused, address)
      return leadsTo('/check-email')(asked) && enters(browser, via, (await newestMail(address)).path, address)
    },
  }
}

async function here(via: string): Promise<Person> {
  const { browser, address, mail } = await step.askForLink(via)
  return {
    ...linkStep('open the link', address),
    act: (via) => browser.open(via, mail.path),
    works: leadsTo(NEXT),
    again: (via) => enters(browser, via, mail.path, address),
  }
}

async function elsewhere(via: string): Promise<Person> {
  const { address, mail } = await step.askForLink(via)
  const other = new Browser()
  return {
    ...linkStep('open the link elsewhere', address, ['redis', 'database']),
    act: (via) => other.open(via, mail.path),
    works: (page) => page.status === 200 && step.says(page, linkPage.confirm.submit),
    again: async (via) => {
      const page = await other.open(via, mail.path)
      return leadsIn(other, via, await step.pressSignIn(other, via, page), address)
    },
  }
}

async function pressing(via: string): Promise<Person> {
  const { address, mail } = await step.askForLink(via)
  const other = new Browser()
  const page = await other.open(via, mail.path)
  const press = (via: string) => step.pressSignIn(other, via, page)
  return {
    ...linkStep('press the button elsewhere', address),
    act: press,
    works: leadsTo(NEXT),
    again: async (via) => leadsIn(other, via, await press(via), address),
  }
}

const linkStep = (
  name: string,
  address: string,
  needs: Part[] = ['redis', 'database', 'writing'],
): Pick<Person, 'name' | 'address' | 'needs' | 'asks' | 'isRefused'> => ({
  name,
  address,
  needs,
  asks: { before: 1, now: 0 },
  isRefused: (page) => page.status === 503 && step.says(page, common.unavailable),
})

async function typing(via: string): Promise<Person> {
  const { browser, address, mail } = await step.askForLink(via)
  const room = await browser.open(via, '/check-email')
  return {
    name: 'type the code',
    address,
    needs: ['redis', 'database', 'writing'],
    asks: { before: 1, now: 0 },
    act: (via) => step.typeCode(browser, via, room, mail.code),
    works: leadsTo(NEXT),
    isRefused: (page) => step.says(page, common.unavailable) && fieldOf(page.body, 'code') === mail.code,
    again: async (via, refused) =>
      leadsIn(browser, via, await step.typeCode(browser, via, refused, mail.code), address),
  }
}

async function sendingAgain(via: string): Promise<Person> {
  const { browser, address } = await step.askForLink(via)
  await aMinutePasses(browser)
  const room = await browser.open(via, '/check-email')
  return {
    name: 'send again',
    address,
    needs: ['redis', 'database', 'mail'],
    asks: { before: 1, now: 1 },
    act: (via) => step.askAgain(browser, via, room),
    works: (page) => step.says(page, checkEmail.sentAgain),
    isRefused: (page, part) =>
      step.says(page, part === 'mail' ? checkEmail.problems['not-sent'] : common.unavailable),
    again: async (via) => {
      await aMinutePasses(browser)
      const before = (await newestMail(address)).path
      const again = await step.askAgain(browser, via, await browser.open(via, '/check-email'))
      const { path } = await newestMail(address)
      return step.says(again, checkEmail.sentAgain) && path !== before && enters(browser, via, path, address)
    },
  }
}

async function atDeadLink(via: string): Promise<Person> {
  const [browser, address] = [new Browser(), freshAddress()]
  const dead = await browser.open(via, '/magic-link/no-good')
  const send = (via: string, page: Page) =>
    browser.submit(via, page, 'name="email"', { email: address, intent: 'send' })
  return {
    name: 'ask on a dead link’s page',
    address,
    needs: ['redis', 'database', 'mail'],
    asks: { before: 0, now: 1 },
    act: (via) => send(via, dead),
    works: leadsTo('/check-email'),
    isRefused: (page, part) =>
      page.status === 503 &&
      step.says(page, part === 'mail' ? signInForm.problems['not-sent'] : common.unavailable) &&
      fieldOf(page.body, 'email') === address,
    again: async (via, refused, part) => {
      if (part === 'mail') await aMinutePasses(browser)
      if (!leadsTo('/check-email')(await send(via, refused))) return false
      return leadsIn(
        browser,
        via,
        await browser.open(via, (await newestMail(address)).path),
        address,
        '/dashboard',
      )
    },
  }
}

async function inside(via: string): Promise<Person> {
  const { browser, address } = await signedIn(via)
  const look = (via: string) => browser.visit(via, NEXT)
  return {
    name: 'dashboard',
    address,
    needs: ['database'],
    asks: { before: 1, now: 0 },
    act: look,
    works: (page) => step.greets(page, address),
    isRefused: (page) => page.status === 503 && step.says(page, common.unavailable),
    again: async (via) => step.greets(await look(via), address),
  }
}

async function leaving(via: string): Promise<Person> {
  const { browser, address } = await signedIn(via)
  const dashboard = await browser.visit(via, NEXT)
  const stolen = browser.copy()
  const leave = async (via: string) => browser.follow(via, await browser.submit(via, dashboard, 'Sign out'))
  return {
    name: 'sign out',
    address,
    needs: ['database', 'writing'],
    asks: { before: 1, now: 0 },
    act: leave,
    works: (page) => page.path === '/' && page.status === 200,
    isRefused: (page) => step.says(page, common.unavailable),
    // Until they are told that they are out, they are in; afterwards so is nobody.
    again: async (via) =>
      (await step.isSignedIn(browser, via, address)) &&
      (await leave(via)).path === '/' &&
      !(await step.isSignedIn(stolen, via, address)),
  }
}

async function waiting(via: string): Promise<Person> {
  const { browser, address, mail } = await step.askForLink(via)
  return {
    name: 'wait',
    address,
    needs: [],
    asks: { before: 1, now: 0 },
    act: (via) => browser.open(via, '/check-email'),
    works: (page) => page.status === 200 && step.says(page, address),
    isRefused: () => false,
    again: (via) => enters(browser, via, mail.path, address),
  }
}

async function signedIn(via: string) {
  const asked = await step.askForLink(via)
  await asked.browser.open(via, asked.mail.path)
  return asked
}

const leadsTo = (path: string) => (page: Page) => page.status === 303 && page.headers.location === path

const enters = async (browser: Browser, via: string, link: string, address: string) =>
  leadsIn(browser, via, await browser.open(via, link), address)

/** Whether that answer leads to where they were going, and they are greeted there. */
const leadsIn = async (browser: Browser, via: string, page: Page, address: string, next = NEXT) =>
  leadsTo(next)(page) && step.greets(await browser.follow(via, page), address)

/** What they are told to wait, for the browser and for Redis. */
async function aMinutePasses(browser: Browser) {
  const minute = minutes(1) + seconds(1)
  await browser.changeCookie('pending', (sealed) => passTime(sealed, minute))
  await letPass('limit:nextMailOfAttempt:*', minute)
}
