import { checkEmail, linkPage } from '@/e2e/support/copy'
import { fieldOf } from '../../support/form'
import { Browser } from '../browser'
import * as step from '../steps'
import { ELSEWHERE, NEXT } from '../steps'
import type { Actor, Part } from './actor'

// From the email to the session: by the link here, by the link elsewhere and its button, by the code.

export async function here(via: string): Promise<Actor> {
  const { browser, address, email } = await step.requestLink(via)
  return {
    ...linkStep('open the link', address),
    act: (via) => browser.open(via, email.path),
    works: step.leadsTo(NEXT),
    again: (via) => step.enters(browser, via, email.path, address),
  }
}

export async function elsewhere(via: string): Promise<Actor> {
  const { address, email } = await step.requestLink(via)
  const other = new Browser()
  return {
    ...linkStep('open the link elsewhere', address, ['redis', 'database']),
    act: (via) => other.open(via, email.path),
    works: (page) => page.status === 200 && step.says(page, linkPage.confirm.submit),
    again: async (via) => {
      const page = await other.open(via, email.path)
      return step.leadsIn(other, via, await step.pressSignIn(other, via, page), address, ELSEWHERE)
    },
  }
}

export async function pressing(via: string): Promise<Actor> {
  const { address, email } = await step.requestLink(via)
  const other = new Browser()
  const page = await other.open(via, email.path)
  const press = (via: string) => step.pressSignIn(other, via, page)
  return {
    ...linkStep('press the button elsewhere', address),
    act: press,
    works: step.leadsTo(ELSEWHERE),
    again: async (via) => step.leadsIn(other, via, await press(via), address, ELSEWHERE),
  }
}

export async function typing(via: string): Promise<Actor> {
  const { browser, address, email } = await step.requestLink(via)
  const room = await browser.open(via, '/check-email')
  return {
    name: 'type the code',
    address,
    needs: ['redis', 'database', 'writing'],
    requests: { before: 1, now: 0 },
    act: (via) => step.typeCode(browser, via, room, email.code),
    works: step.leadsTo(NEXT),
    // The page that has the form needs Redis, too. The visitor comes back to it.
    isRefused: (page, part) =>
      part === 'redis'
        ? step.says(page, checkEmail.unknown.explain)
        : step.isUnavailable(page) && fieldOf(page.body, 'code') === email.code,
    again: async (via, refused, part) => {
      const page = part === 'redis' ? await browser.open(via, '/check-email') : refused
      return step.leadsIn(browser, via, await step.typeCode(browser, via, page, email.code), address)
    },
  }
}

const linkStep = (
  name: string,
  address: string,
  needs: Part[] = ['redis', 'database', 'writing'],
): Pick<Actor, 'name' | 'address' | 'needs' | 'requests' | 'isRefused'> => ({
  name,
  address,
  needs,
  requests: { before: 1, now: 0 },
  isRefused: (page) => page.status === 503 && step.isUnavailable(page),
})
