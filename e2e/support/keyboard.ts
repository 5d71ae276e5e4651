import { expect } from '@playwright/test'
import type { Copy } from '@/lib/copy'
import type { Visitor } from './visitor'

/** Form, a code that is too short, the right one, and out again: by the keyboard alone, and by what is read out. */
export async function signInByKeyboard(visitor: Visitor, t: Copy): Promise<void> {
  const { page } = visitor
  const { keyboard } = page
  const { common, signInForm, checkEmail, dashboard } = t
  await page.goto('/')
  await keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: common.email })).toBeFocused()
  await keyboard.type(visitor.address)
  await keyboard.press('Tab')
  await expect(page.getByRole('checkbox', { name: common.keepSignedIn })).toBeFocused()
  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: signInForm.submit })).toBeFocused()
  await keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: checkEmail.title })).toBeVisible()
  const field = page.getByRole('textbox', { name: checkEmail.code })
  const email = await visitor.mailbox.waitForEmail(visitor.address)
  await keyboard.press('Tab')
  await expect(field).toBeFocused()
  await keyboard.type('12345')
  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: checkEmail.submit })).toBeFocused()
  await keyboard.press('Enter')
  // A problem brings the focus back to the field.
  await expect(field).toHaveAccessibleDescription(checkEmail.malformedCode)
  await expect(field).toBeFocused()
  await keyboard.press('ControlOrMeta+A')
  await keyboard.type(email.code)
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: dashboard.hello(visitor.address) })).toBeVisible()

  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: dashboard.signOut })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: signInForm.title })).toBeVisible()
}
