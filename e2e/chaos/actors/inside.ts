import { checkEmail } from '@/e2e/support/copy'
import * as step from '../steps'
import { NEXT } from '../steps'
import type { Actor } from './actor'

// Visitors who are signed in, sign out, or wait.

export async function inside(via: string): Promise<Actor> {
  const { browser, address } = await signedIn(via)
  const look = (via: string) => browser.visit(via, NEXT)
  return {
    name: 'dashboard',
    address,
    needs: ['database'],
    requests: { before: 1, now: 0 },
    act: look,
    works: (page) => step.greets(page, address),
    isRefused: (page) => page.status === 503 && step.isUnavailable(page),
    again: async (via) => step.greets(await look(via), address),
  }
}

export async function leaving(via: string): Promise<Actor> {
  const { browser, address } = await signedIn(via)
  const dashboard = await browser.visit(via, NEXT)
  const stolen = browser.copy()
  const leave = async (via: string) => browser.follow(via, await browser.submit(via, dashboard, 'Sign out'))
  return {
    name: 'sign out',
    address,
    needs: ['database', 'writing'],
    requests: { before: 1, now: 0 },
    act: leave,
    works: (page) => page.path === '/' && page.status === 200,
    isRefused: step.isUnavailable,
    // They stay signed in until they are told otherwise; afterwards, no copy of their cookies is.
    again: async (via) =>
      (await step.isSignedIn(browser, via, address)) &&
      (await leave(via)).path === '/' &&
      !(await step.isSignedIn(stolen, via, address)),
  }
}

export async function waiting(via: string): Promise<Actor> {
  const { browser, address, email } = await step.requestLink(via)
  return {
    name: 'wait',
    address,
    needs: ['redis'],
    isWaiting: true,
    requests: { before: 1, now: 0 },
    act: (via) => browser.open(via, '/check-email'),
    works: (page) => page.status === 200 && step.says(page, address),
    isRefused: (page) => page.status === 200 && step.says(page, checkEmail.unknown.explain),
    again: (via) => step.enters(browser, via, email.path, address),
  }
}

async function signedIn(via: string) {
  const requested = await step.requestLink(via)
  await requested.browser.open(via, requested.email.path)
  return requested
}
