import { common, linkPage } from '@/lib/copy'
import { Browser } from '../browser'
import { fieldOf } from '../form'
import * as step from '../steps'
import { NEXT } from '../steps'
import type { Part, Person } from './person'

// From the mail to the session: by the link here, by the link elsewhere and its button, by the code.

export async function here(via: string): Promise<Person> {
  const { browser, address, mail } = await step.askForLink(via)
  return {
    ...linkStep('open the link', address),
    act: (via) => browser.open(via, mail.path),
    works: step.leadsTo(NEXT),
    again: (via) => step.enters(browser, via, mail.path, address),
  }
}

export async function elsewhere(via: string): Promise<Person> {
  const { address, mail } = await step.askForLink(via)
  const other = new Browser()
  return {
    ...linkStep('open the link elsewhere', address, ['redis', 'database']),
    act: (via) => other.open(via, mail.path),
    works: (page) => page.status === 200 && step.says(page, linkPage.confirm.submit),
    again: async (via) => {
      const page = await other.open(via, mail.path)
      return step.leadsIn(other, via, await step.pressSignIn(other, via, page), address)
    },
  }
}

export async function pressing(via: string): Promise<Person> {
  const { address, mail } = await step.askForLink(via)
  const other = new Browser()
  const page = await other.open(via, mail.path)
  const press = (via: string) => step.pressSignIn(other, via, page)
  return {
    ...linkStep('press the button elsewhere', address),
    act: press,
    works: step.leadsTo(NEXT),
    again: async (via) => step.leadsIn(other, via, await press(via), address),
  }
}

export async function typing(via: string): Promise<Person> {
  const { browser, address, mail } = await step.askForLink(via)
  const room = await browser.open(via, '/check-email')
  return {
    name: 'type the code',
    address,
    needs: ['redis', 'database', 'writing'],
    asks: { before: 1, now: 0 },
    act: (via) => step.typeCode(browser, via, room, mail.code),
    works: step.leadsTo(NEXT),
    isRefused: (page) => step.says(page, common.unavailable) && fieldOf(page.body, 'code') === mail.code,
    again: async (via, refused) =>
      step.leadsIn(browser, via, await step.typeCode(browser, via, refused, mail.code), address),
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
