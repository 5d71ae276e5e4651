import { checkEmail, problemOf } from '@/lib/copy'
import { fieldOf } from '../../support/form'
import { Browser, freshAddress, type Page } from '../browser'
import { newestEmail } from '../emails'
import * as step from '../steps'
import { NEXT } from '../steps'
import type { Actor, Part } from './actor'

// Visitors who request an email: on the form, in the waiting room, on a dead link's page.

const problemFor = (part: Part) => problemOf({ reason: part === 'resend' ? 'not-sent' : 'unavailable' })

export async function requesting(via: string): Promise<Actor> {
  const [browser, address] = [new Browser(), freshAddress()]
  const form = await step.openForm(browser, via)
  return {
    name: 'request a link',
    address,
    needs: ['redis', 'database', 'resend'],
    requests: { before: 0, now: 1 },
    act: (via) => step.typeAddress(browser, via, form, address),
    works: step.leadsTo('/check-email'),
    isRefused: (page, part) =>
      step.says(page, problemFor(part)) &&
      fieldOf(page.body, 'email') === address &&
      fieldOf(page.body, 'next') === NEXT,
    again: async (via, refused, part) => {
      if (part === 'resend') await step.aMinutePasses(browser)
      const requested = await step.typeAddress(browser, via, refused, address)
      return (
        step.leadsTo('/check-email')(requested) &&
        step.enters(browser, via, (await newestEmail(address)).path, address)
      )
    },
  }
}

export async function sendingAgain(via: string): Promise<Actor> {
  const { browser, address } = await step.requestLink(via)
  await step.aMinutePasses(browser)
  const room = await browser.open(via, '/check-email')
  return {
    name: 'send again',
    address,
    needs: ['redis', 'database', 'resend'],
    requests: { before: 1, now: 1 },
    act: (via) => step.requestAgain(browser, via, room),
    works: (page) => step.says(page, checkEmail.sentAgain),
    isRefused: (page, part) => step.says(page, problemFor(part)),
    again: async (via) => {
      await step.aMinutePasses(browser)
      const before = (await newestEmail(address)).path
      const again = await step.requestAgain(browser, via, await browser.open(via, '/check-email'))
      const { path } = await newestEmail(address)
      return (
        step.says(again, checkEmail.sentAgain) && path !== before && step.enters(browser, via, path, address)
      )
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
    needs: ['redis', 'database', 'resend'],
    requests: { before: 0, now: 1 },
    act: (via) => send(via, dead),
    works: step.leadsTo('/check-email'),
    isRefused: (page, part) =>
      page.status === 503 && step.says(page, problemFor(part)) && fieldOf(page.body, 'email') === address,
    again: async (via, refused, part) => {
      if (part === 'resend') await step.aMinutePasses(browser)
      if (!step.leadsTo('/check-email')(await send(via, refused))) return false
      return step.leadsIn(
        browser,
        via,
        await browser.open(via, (await newestEmail(address)).path),
        address,
        '/dashboard',
      )
    },
  }
}
