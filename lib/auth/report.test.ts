import { describe, expect, test } from 'vitest'
import { expectThrownOut, intrusion } from '@/e2e/support/intrusion'
import { newAddress } from '@/e2e/support/redemption'
import { db } from '@/lib/platform/db'
import { findSignInToReport, reportSignIn, reportUrl } from './report'
import { endSessions, findLiveSession } from './session'

const found = async (sessionId: string, email: string) => {
  const signIn = await findSignInToReport(reportUrl(sessionId, email).split('/').at(-1) ?? '')
  if (!signIn) throw new Error('nothing to report')
  return signIn
}

describe('reportSignIn', () => {
  test('ends every session, once', async () => {
    const { account, mine, theirs } = await intrusion()
    await reportSignIn(await found(theirs.id, account.email))
    for (const { id } of [mine, theirs]) expect(await findLiveSession(id)).toBeUndefined()
    await expect(found(theirs.id, account.email)).rejects.toThrow('nothing to report')
  })

  test('attack: neither an earlier link nor a known device helps the intruder afterwards', async () => {
    const intruder = await intrusion()
    await reportSignIn(await found(intruder.theirs.id, intruder.account.email))
    await expectThrownOut(intruder)
  })

  test('attack: signing out before the report doesn’t keep an intruder’s device known', async () => {
    const intruder = await intrusion()
    await endSessions({ userId: intruder.account.id }, 'signed-out')
    await reportSignIn(await found(intruder.theirs.id, intruder.account.email))
    await expectThrownOut(intruder)
  })

  test('attack: after an email change, the old mailbox reports nothing and learns nothing', async () => {
    const { account, mine, theirs } = await intrusion()
    // The premise: until then it can.
    expect(await found(theirs.id, account.email)).toMatchObject({ email: account.email })
    const email = newAddress()
    await db().user.update({ where: { id: account.id }, data: { email } })
    await expect(found(theirs.id, account.email)).rejects.toThrow('nothing to report')
    expect(await found(theirs.id, email)).toMatchObject({ email })
    expect(await findLiveSession(mine.id)).toBeDefined()
  })
})
