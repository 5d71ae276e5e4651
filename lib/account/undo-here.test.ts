import { describe, expect, test } from 'vitest'
import { emailsTo } from '@/e2e/support/calls'
import { emailChangeUndoneEmail } from '@/e2e/support/copy'
import { intrusion } from '@/e2e/support/intrusion'
import { newAddress } from '@/e2e/support/redemption'
import { LANGUAGES } from '@/lib/copy'
import { db } from '@/lib/platform/db'
import { openEmailChange } from './email-change'
import { confirmEmailChange, undoEmailChange } from './email-change-outcome'
import { notifyUndone } from './undo-here'

const device = { id: 'x', name: 'Safari on macOS', network: 'Lyon, France', language: LANGUAGES[0] }

/** Undoes a change, after that many steps of an intruder who moves on from address to address. */
async function undone(addresses: string[], confirmed = true) {
  const { account, mine } = await intrusion()
  let [oldEmail, undoToken] = [account.email, '']
  for (const newEmail of addresses) {
    const { userId } = account
    const change = await openEmailChange({ userId, sessionId: mine.id, oldEmail, newEmail }, device)
    if (confirmed) await confirmEmailChange(change.confirmToken, { id: mine.id, userId })
    undoToken ||= change.undoToken
    oldEmail = newEmail
  }
  const outcome = await undoEmailChange(undoToken)
  if (!outcome.ok) throw new Error(outcome.state)
  await notifyUndone(outcome, { device, at: new Date() })
  return account
}

describe('notifyUndone', () => {
  test('tells the mailbox that has lost the account, and records it', async () => {
    const lost = newAddress()
    const { id: userId, email } = await undone([lost])
    const [notice, ...others] = await emailsTo(lost)
    expect(others).toEqual([])
    expect(notice?.subject).toBe(emailChangeUndoneEmail.subject)
    expect(notice?.text).toContain('Browser: Safari on macOS\nApproximate location: Lyon, France')
    // It may be a stranger's: after a typo, say.
    expect(notice?.text).not.toContain(email)
    expect(await db().event.findMany({ where: { userId } })).toMatchObject([
      { type: 'email-sent', detail: 'email-change-undone' },
    ])
  })

  test('tells the last one of several, which has the account until then', async () => {
    const [first, last] = [newAddress(), newAddress()]
    await undone([first, last])
    expect(await emailsTo(last)).toHaveLength(1)
    expect(await emailsTo(first)).toEqual([])
  })

  test('tells nothing to an address that never had the account', async () => {
    const never = newAddress()
    await undone([never], false)
    expect(await emailsTo(never)).toEqual([])
  })
})
