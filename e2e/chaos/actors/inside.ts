import { common } from '@/lib/copy'
import * as step from '../steps'
import { NEXT } from '../steps'
import type { Person } from './person'

// Whoever is in, on the way out, or waits.

export async function inside(via: string): Promise<Person> {
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

export async function leaving(via: string): Promise<Person> {
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

export async function waiting(via: string): Promise<Person> {
  const { browser, address, mail } = await step.askForLink(via)
  return {
    name: 'wait',
    address,
    needs: [],
    asks: { before: 1, now: 0 },
    act: (via) => browser.open(via, '/check-email'),
    works: (page) => page.status === 200 && step.says(page, address),
    isRefused: () => false,
    again: (via) => step.enters(browser, via, mail.path, address),
  }
}

async function signedIn(via: string) {
  const asked = await step.askForLink(via)
  await asked.browser.open(via, asked.mail.path)
  return asked
}
