import { describe, expect, test } from 'vitest'
import { expectThrownOut, intrusion } from '@/e2e/support/intrusion'
import { findSignInToReport, reportSignIn, reportUrl } from './report'
import { endSessions, findLiveSession } from './session'

const found = async (sessionId: string) => {
  const signIn = await findSignInToReport(reportUrl(sessionId).split('/').at(-1) ?? '')
  if (!signIn) throw new Error('nothing to report')
  return signIn
}

describe('reportSignIn', () => {
  test('ends every session, once', async () => {
    const { mine, theirs } = await intrusion()
    await reportSignIn(await found(theirs.id))
    for (const { id } of [mine, theirs]) expect(await findLiveSession(id)).toBeUndefined()
    await expect(found(theirs.id)).rejects.toThrow('nothing to report')
  })

  test('attack: neither an earlier link nor a known device helps the intruder afterwards', async () => {
    const intruder = await intrusion()
    await reportSignIn(await found(intruder.theirs.id))
    await expectThrownOut(intruder)
  })

  test('attack: signing out before the report doesn’t keep an intruder’s device known', async () => {
    const intruder = await intrusion()
    await endSessions({ userId: intruder.account.id }, 'signed-out')
    await reportSignIn(await found(intruder.theirs.id))
    await expectThrownOut(intruder)
  })
})
