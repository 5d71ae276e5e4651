import { describe, expect, test } from 'vitest'
import { expectThrownOut, intrusion } from '@/e2e/support/intrusion'
import { newRedemption } from '@/e2e/support/redemption'
import { db } from '@/lib/platform/db'
import { revokeAccess } from './revoke-access'
import { createSession, findLiveSession } from './session'

describe('revokeAccess', () => {
  test('attack: once signed out everywhere, neither an earlier link nor a known device helps an intruder', async () => {
    const intruder = await intrusion()
    const { account, mine, myDevice, signInAsOwner } = intruder
    await revokeAccess(account, 'revoked', { exceptDevice: myDevice.id })
    await expectThrownOut(intruder)
    expect(await findLiveSession(mine.id)).toBeUndefined()
    // The browser that acted is no news to its owner.
    expect(await signInAsOwner()).toMatchObject({ ok: true, session: { isNewDevice: false } })
  })

  test('attack: with all other devices signed out, neither does', async () => {
    const intruder = await intrusion()
    const { account, mine, myDevice, signInAsOwner } = intruder
    await revokeAccess(account, 'revoked', { exceptSession: mine.id, exceptDevice: myDevice.id })
    await expectThrownOut(intruder)
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await signInAsOwner()).toMatchObject({ ok: true, session: { isNewDevice: false } })
  })

  test('attack: with one device signed out from the list, neither does', async () => {
    const intruder = await intrusion()
    const { account, mine, myDevice, theirs, signInAsOwner } = intruder
    const third = newRedemption({ email: account.email })
    await createSession(third)
    await revokeAccess(account, 'revoked', { onlySession: theirs.id, exceptDevice: myDevice.id })
    await expectThrownOut(intruder)
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await signInAsOwner()).toMatchObject({ session: { isNewDevice: false } })
    const again = newRedemption({
      email: account.email,
      device: third.device,
      requestedAt: Date.now() + 1000,
    })
    expect(await createSession(again)).toMatchObject({ session: { isNewDevice: false } })
  })

  test('attack: the id of another account’s session takes nothing from that account', async () => {
    const [attacker, victim] = [await intrusion(), await intrusion()]
    await revokeAccess(attacker.account, 'revoked', { onlySession: victim.mine.id })
    expect(await findLiveSession(victim.mine.id)).toBeDefined()
    expect(await victim.signInAsOwner()).toMatchObject({ session: { isNewDevice: false } })
    expect(await victim.redeemEarlierLink()).toMatchObject({ ok: true })
  })

  test('changes nothing if one of its first steps fails', async () => {
    const { account, mine, redeemEarlierLink } = await intrusion()
    const fails = db().user.update({ where: { id: 'no one' }, data: { email: account.email } })
    await expect(revokeAccess(account, 'revoked', {}, [fails])).rejects.toThrow()
    expect(await findLiveSession(mine.id)).toBeDefined()
    expect(await redeemEarlierLink()).toMatchObject({ ok: true, session: { isNewDevice: false } })
  })
})
