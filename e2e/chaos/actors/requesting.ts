import { checkEmail, common, problemOf } from '@/lib/copy'
import { Browser, freshAddress, type Page } from '../browser'
import { newestMail } from '../emails'
import { fieldOf } from '../form'
import * as step from '../steps'
import { NEXT } from '../steps'
import type { Person } from './person'

// Whoever wants a mail: from the form, from the waiting room, from a dead link's page.

export async function asking(via: string): Promise<Person> {
  const [browser, address] = [new Browser(), freshAddress()]
  const form = await step.openForm(browser, via)
  return {
    name: 'ask',
    address,
    needs: ['redis', 'database', 'mail'],
    asks: { before: 0, now: 1 },
    act: (via) => step.typeAddress(browser, via, form, address),
    works: step.leadsTo('/check-email'),
    isRefused: (page, part) =>
      step.says(page, part === 'mail' ? problemOf({ reason: 'not-sent' }) : common.unavailable) &&
      fieldOf(page.body, 'email') === address &&
      fieldOf(page.body, 'next') === NEXT,
    again: async (via, refused, part) => {
      if (part === 'mail') await step.aMinutePasses(browser)
      const asked = await step.typeAddress(browser, via, refused, address)
      return (
        step.leadsTo('/check-email')(asked) &&
        step.enters(browser, via, (await newestMail(address)).path, address)
      )
    },
  }
}

export async function sendingAgain(via: string): Promise<Person> {
  const { browser, address } = await step.askForLink(via)
  await step.aMinutePasses(browser)
  const room = await browser.open(via, '/check-email')
  return {
    name: 'send again',
    address,
    needs: ['redis', 'database', 'mail'],
    asks: { before: 1, now: 1 },
    act: (via) => step.askAgain(browser, via, room),
    works: (page) => step.says(page, checkEmail.sentAgain),
    isRefused: (page, part) =>
      step.says(page, part === 'mail' ? problemOf({ reason: 'not-sent' }) : common.unavailable),
    again: async (via) => {
      await step.aMinutePasses(browser)
      const before = (await newestMail(address)).path
      const again = await step.askAgain(browser, via, await browser.open(via, '/check-email'))
      const { path } = await newestMail(address)
      return (
        step.says(again, checkEmail.sentAgain) && path !== before && step.enters(browser, via, path, address)
      )
    },
  }
}

export async function atDeadLink(via: string): Promise<Person> {
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
    works: step.leadsTo('/check-email'),
    isRefused: (page, part) =>
      page.status === 503 &&
      step.says(page, part === 'mail' ? problemOf({ reason: 'not-sent' }) : common.unavailable) &&
      fieldOf(page.body, 'email') === address,
    again: async (via, refused, part) => {
      if (part === 'mail') await step.aMinutePasses(browser)
      if (!step.leadsTo('/check-email')(await send(via, refused))) return false
      return step.leadsIn(
        browser,
        via,
        await browser.open(via, (await newestMail(address)).path),
        address,
        '/dashboard',
      )
    },
  }
}
