import { checkEmail, problemOf } from '@/e2e/support/copy'
import { fieldOf } from '../../support/form'
import { Browser, freshAddress, type Page } from '../browser'
import { newestEmail } from '../emails'
import * as step from '../steps'
import { NEXT } from '../steps'
import type { Actor, Part } from './actor'

// Visitors who request an email: on the form, in the waiting room, on a dead link's page. Without the database or the
// mail service they get to the waiting room, which says that no email was sent, and whose button works at once.

const NEEDS = { needs: ['redis'], emailNeeds: ['database', 'resend'] } satisfies Partial<Actor>

const isUnavailable = (page: Page) => step.says(page, problemOf({ reason: 'unavailable' }))

export async function requesting(via: string): Promise<Actor> {
  const [browser, address] = [new Browser(), freshAddress()]
  const form = await step.openForm(browser, via)
  const request = (via: string, page: Page) => step.typeAddress(browser, via, page, address)
  return {
    name: 'request a link',
    address,
    ...NEEDS,
    requests: { before: 0, now: 1 },
    act: (via) => request(via, form),
    works: step.leadsTo('/check-email'),
    isRefused: (page) =>
      isUnavailable(page) && fieldOf(page.body, 'email') === address && fieldOf(page.body, 'next') === NEXT,
    hearsOfFailure: (via) => step.hearsOfFailure(browser, via),
    again: (via, page, part) => again(browser, via, address, part, () => request(via, page), NEXT),
  }
}

export async function sendingAgain(via: string): Promise<Actor> {
  const { browser, address, email } = await step.requestLink(via)
  await step.aMinutePasses(browser)
  const room = await browser.open(via, '/check-email')
  return {
    name: 'send again',
    address,
    ...NEEDS,
    requests: { before: 1, now: 1 },
    act: (via) => step.requestAgain(browser, via, room),
    works: (page) => step.says(page, checkEmail.sentAgain),
    // The page that has the button needs Redis, too. The visitor comes back to it.
    isRefused: (page) => step.says(page, checkEmail.unknown.explain),
    hearsOfFailure: (via) => step.hearsOfFailure(browser, via),
    again: async (via) => {
      const sent = await step.sendsAnother(browser, via, address)
      return sent !== undefined && sent.path !== email.path && step.enters(browser, via, sent.path, address)
    },
  }
}

export async function atDeadLink(via: string): Promise<Actor> {
  const [browser, address] = [new Browser(), freshAddress()]
  const dead = await browser.open(via, '/magic-link/cut-off')
  const send = (via: string, page: Page) => browser.submit(via, page, 'name="email"', { email: address })
  return {
    name: 'request a link on a dead link’s page',
    address,
    ...NEEDS,
    requests: { before: 0, now: 1 },
    act: (via) => send(via, dead),
    works: step.leadsTo('/check-email'),
    isRefused: (page) =>
      page.status === 503 && isUnavailable(page) && fieldOf(page.body, 'email') === address,
    hearsOfFailure: (via) => step.hearsOfFailure(browser, via),
    again: (via, page, part) => again(browser, via, address, part, () => send(via, page), '/dashboard'),
  }
}

/** If the form was refused, they submit it again; if only the email failed, they press the waiting room's button. */
async function again(
  browser: Browser,
  via: string,
  address: string,
  part: Part,
  submit: () => Promise<Page>,
  next: string,
): Promise<boolean> {
  if (part !== 'redis') {
    const sent = await step.sendsAnother(browser, via, address)
    return sent !== undefined && enters(browser, via, sent.path, address, next)
  }
  const since = new Date()
  if (!step.leadsTo('/check-email')(await submit())) return false
  return enters(browser, via, (await newestEmail(address, since)).path, address, next)
}

const enters = async (browser: Browser, via: string, path: string, address: string, next: string) =>
  step.leadsIn(browser, via, await browser.open(via, path), address, next)
