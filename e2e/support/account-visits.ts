import { expect, type Locator } from '@playwright/test'
import { reauthenticatePage, sessionsPage } from '@/e2e/support/copy'
import type { Visitor } from './visitor'

/** Opens the list of devices and returns its rows: the first is this browser's. */
export async function openDevices({ page }: Visitor): Promise<Locator> {
  await page.goto('/account/sessions')
  await expect(page.getByRole('heading', { name: sessionsPage.title })).toBeVisible()
  return page.getByRole('main').locator('li.session')
}

/** Signs in again by email when a step requires a recent sign-in. */
export async function reauthenticateByEmail({ page, mailbox }: Visitor, address: string): Promise<void> {
  await expect(page.getByRole('heading', { name: reauthenticatePage.title })).toBeVisible()
  const since = new Date()
  await page.getByRole('button', { name: reauthenticatePage.submit }).click()
  const email = await mailbox.waitForEmail(address, { since })
  await page.goto(email.link)
}
