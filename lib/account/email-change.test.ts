import { beforeEach, describe, expect, test, vi } from 'vitest'
import { expectThrownOut, intrusion } from '@/e2e/support/intrusion'
import { newRedemption, storeLink } from '@/e2e/support/redemption'
import { format, parse } from '@/lib/auth/link-token'
import { findLink } from '@/lib/auth/open-link'
import { redeemLink } from '@/lib/auth/redeem'
import { createSession, endSessions, findLiveSession } from '@/lib/auth/session'
import { LANGUAGES } from '@/lib/copy'
import { db } from '@/lib/platform/db'
import { randomId } from '@/lib/platform/secrets'
import { days, hours, minutes, seconds } from '@/lib/platform/time'
import {
  cancelPendingChange,
  findToConfirm,
  findToUndo,
  markFailed,
  openEmailChange,
  pendingEmailChange,
  wasNotSentTo,
} from './email-change'
import { confirmEmailChange as confirmBy, undoEmailChange } from './email-change-outcome'

const started = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => vi.setSystemTime(started.getTime() + milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: started, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

const device = { id: randomId(), name: 'Firefox on Windows', network: '203.0.113.…', language: LANGUAGES[0] }
const freshAddress = () => `${randomId()}@example.com`.toLowerCase()

async function signedIn(email = freshAddress()) {
  const redemption = newRedemption({ email })
  const redeemed = await createSession(redemption)
  const session = redeemed.ok && (await findLiveSession(redeemed.session.id))
  if (!session) throw new Error('not signed in')
  return session
}

/** A pending change, by default of an account of its own. */
async function requested(session?: { id: string; userId: string; email: string }, newEmail = freshAddress()) {
  const { id: sessionId, userId, email: oldEmail } = session ?? (await signedIn())
  const change = await openEmailChange({ userId, sessionId, oldEmail, newEmail }, device)
  return { ...change, userId, sessionId, oldEmail, newEmail }
}

const addressOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).email
const isAlive = async (id: string) => (await findLiveSession(id)) !== undefined

/** In the browser that requested the change, or in one of its account. */
async function confirmEmailChange(token: string, by?: { id: string; userId: string }) {
  const found = await findToConfirm(token)
  if (by || !('change' in found)) return confirmBy(token, by)
  return confirmBy(token, { id: found.change.sessionId, userId: found.change.userId })
}

describe('openEmailChange', () => {
  test('stores no token, only hashes', async () => {
    const { id, confirmToken, undoToken } = await requested()
    const row = JSON.stringify(await db().emailChange.findUnique({ where: { id } }))
    for (const token of [confirmToken, undoToken]) expect(row).not.toContain(token.slice(22))
  })

  test('cancels the same user’s earlier pending change, and no one else’s', async () => {
    const session = await signedIn()
    const [first, other] = [await requested(session), await requested()]
    const second = await requested(session)
    expect(await findToConfirm(first.confirmToken)).toMatchObject({ ok: false, state: 'canceled' })
    expect(await pendingEmailChange(session.userId)).toMatchObject({ newEmail: second.newEmail })
    expect(await pendingEmailChange(other.userId)).toMatchObject({ newEmail: other.newEmail })
  })
})

describe('cancelPendingChange', () => {
  test('cancels a pending change, and doesn’t undo a confirmed one', async () => {
    const { userId, confirmToken, newEmail } = await requested()
    await confirmEmailChange(confirmToken)
    await cancelPendingChange(userId)
    expect(await addressOf(userId)).toBe(newEmail)
    const second = await requested({ ...(await signedIn(newEmail)) })
    await cancelPendingChange(userId)
    expect(await confirmEmailChange(second.confirmToken)).toMatchObject({ ok: false, state: 'canceled' })
    expect(await pendingEmailChange(userId)).toBeUndefined()
  })
})

describe('wasNotSentTo', () => {
  test('names the address whose email failed, for five minutes', async () => {
    const { id, userId, newEmail } = await requested()
    expect(await wasNotSentTo(userId)).toBeUndefined()
    await markFailed(id)
    expect(await pendingEmailChange(userId)).toBeUndefined()
    later(minutes(5) - 1)
    expect(await wasNotSentTo(userId)).toBe(newEmail)
    later(minutes(5))
    expect(await wasNotSentTo(userId)).toBeUndefined()
  })

  test('says nothing of a change that the visitor canceled before the email was sent', async () => {
    const { id, userId } = await requested()
    await cancelPendingChange(userId)
    await markFailed(id)
    expect(await wasNotSentTo(userId)).toBeUndefined()
  })
})

describe('findToConfirm and findToUndo', () => {
  test('spend nothing', async () => {
    const change = await requested()
    for (let n = 0; n < 5; n++) {
      expect(await findToConfirm(change.confirmToken)).toMatchObject({ ok: true })
      expect(await findToUndo(change.undoToken)).toMatchObject({ ok: true })
    }
    expect(await addressOf(change.userId)).toBe(change.oldEmail)
  })

  test('attack: a token of one purpose is unknown to the other, and a sign-in link to both', async () => {
    const { id, confirmToken, undoToken, newEmail } = await requested()
    const link = await storeLink({ email: newEmail })
    const unknown = { ok: false, state: 'unknown' }
    const guessed = `${id}${'A'.repeat(43)}`
    for (const token of [undoToken, link.token, guessed, confirmToken.slice(0, -1), `${confirmToken}A`, '']) {
      expect(await findToConfirm(token)).toEqual(unknown)
      expect(await confirmEmailChange(token)).toEqual(unknown)
    }
    for (const token of [confirmToken, link.token, guessed, undoToken.slice(0, -1), '']) {
      expect(await findToUndo(token)).toEqual(unknown)
      expect(await undoEmailChange(token)).toEqual(unknown)
    }
    for (const token of [confirmToken, undoToken]) {
      expect(await findLink(token)).toEqual({ state: 'unknown' })
    }
  })

  test('attack: the secret of one change doesn’t open another user’s', async () => {
    const [theirs, mine] = [await requested(), await requested()]
    // With the checksum that an attacker can't make.
    const mixed = (token: string) => format(theirs.id, parse(token)?.secret ?? '')
    expect(await confirmEmailChange(mixed(mine.confirmToken))).toEqual({ ok: false, state: 'unknown' })
    expect(await undoEmailChange(mixed(mine.undoToken))).toMatchObject({
      state: 'unknown',
    })
  })
})

describe('confirmEmailChange', () => {
  test('gives the account its new address, and ends every session except the one that requested it', async () => {
    const session = await signedIn()
    const other = await signedIn(session.email)
    const stranger = await signedIn()
    const { confirmToken, newEmail } = await requested(session)
    expect(await confirmEmailChange(confirmToken)).toMatchObject({ ok: true, change: { newEmail } })
    expect(await findLiveSession(session.id)).toMatchObject({ email: newEmail, userId: session.userId })
    expect(await isAlive(other.id)).toBe(false)
    expect(await isAlive(stranger.id)).toBe(true)
    const ended = await db().session.findUnique({ where: { id: other.id } })
    expect(ended?.endReason).toBe('email-changed')
  })

  test('attack: the link alone confirms nothing, nor does another account with it, or a session that has ended', async () => {
    const change = await requested()
    const ended = await signedIn(change.oldEmail)
    await endSessions({ id: ended.id }, 'signed-out')
    const stranger = await signedIn()
    for (const by of [undefined, stranger, { ...stranger, id: change.sessionId }]) {
      expect(await confirmBy(change.confirmToken, by)).toMatchObject({ ok: false, state: 'elsewhere' })
    }
    for (const by of [ended, { ...stranger, userId: change.userId }]) {
      expect(await confirmBy(change.confirmToken, by)).toMatchObject({ ok: false })
    }
    expect(await addressOf(change.userId)).toBe(change.oldEmail)
    expect(await isAlive(change.sessionId)).toBe(true)
    // The premise: any live session of the account does.
    expect(await confirmBy(change.confirmToken, await signedIn(change.oldEmail))).toMatchObject({ ok: true })
  })

  test('works for an hour, and not a moment longer', async () => {
    const [one, two] = [await requested(), await requested()]
    later(hours(1) - 1)
    expect(await pendingEmailChange(one.userId)).toBeDefined()
    expect(await confirmEmailChange(one.confirmToken)).toMatchObject({ ok: true })
    later(hours(1))
    expect(await pendingEmailChange(two.userId)).toBeUndefined()
    expect(await confirmEmailChange(two.confirmToken)).toMatchObject({ ok: false, state: 'expired' })
    expect(await addressOf(two.userId)).toBe(two.oldEmail)
  })

  test('works once', async () => {
    const { confirmToken } = await requested()
    expect(await confirmEmailChange(confirmToken)).toMatchObject({ ok: true })
    expect(await confirmEmailChange(confirmToken)).toMatchObject({ ok: false, state: 'confirmed' })
  })

  test('revokes sign-in links to the old address that were requested before, and no later ones', async () => {
    const session = await signedIn()
    const link = newRedemption({ email: session.email })
    const { confirmToken, oldEmail } = await requested(session)
    const { token, pending } = await storeLink({ email: oldEmail })
    later(minutes(1))
    await confirmEmailChange(confirmToken)
    const found = await findLink(token)
    if (found.state !== 'live') throw new Error(found.state)
    const by = { pending, device, remember: true }
    expect(await redeemLink(found.attempt, found.link, by)).toEqual({ ok: false, reason: 'revoked' })
    expect(await createSession(link)).toEqual({ ok: false, reason: 'revoked' })
    expect(await db().user.count({ where: { email: oldEmail } })).toBe(0)
    later(minutes(1) + seconds(1) + 1)
    expect(await createSession(newRedemption({ email: oldEmail }))).toEqual({ ok: false, reason: 'moved' })
  })

  test('is refused if the address has an account, and changes nothing at all', async () => {
    const owner = await signedIn()
    const session = await signedIn()
    const other = await signedIn(session.email)
    const change = await requested(session, owner.email)
    const link = newRedemption({ email: session.email })
    expect(await findToConfirm(change.confirmToken)).toMatchObject({ ok: false, state: 'taken' })
    later(minutes(1))
    expect(await confirmEmailChange(change.confirmToken)).toMatchObject({ ok: false, state: 'taken' })
    expect(await addressOf(change.userId)).toBe(session.email)
    expect(await isAlive(other.id)).toBe(true)
    expect(await pendingEmailChange(change.userId)).toBeDefined()
    // If a refused change revoked the owner's links, it would lock them out.
    expect(await createSession(link)).toMatchObject({ ok: true })
  })

  test('works if the requesting session was signed out or replaced', async () => {
    for (const reason of ['signed-out', 'replaced'] as const) {
      const change = await requested()
      await endSessions({ id: change.sessionId }, reason)
      const by = await signedIn(change.oldEmail)
      expect(await confirmEmailChange(change.confirmToken, by)).toMatchObject({ ok: true })
    }
  })

  test('attack: an intruder’s change is canceled together with the intruder’s session', async () => {
    for (const end of [
      (session: { id: string }) => endSessions({ id: session.id }, 'revoked'),
      (session: { userId: string }) => endSessions({ userId: session.userId }, 'reported'),
    ]) {
      const intruder = await signedIn()
      const change = await requested(intruder)
      await end(intruder)
      expect(await pendingEmailChange(change.userId)).toBeUndefined()
      expect(await confirmEmailChange(change.confirmToken)).toMatchObject({ ok: false, state: 'canceled' })
      // Requested at that very moment, by a request that the guard had let through.
      const late = await requested(intruder)
      expect(await confirmEmailChange(late.confirmToken)).toMatchObject({ ok: false, state: 'canceled' })
      expect(await addressOf(change.userId)).toBe(intruder.email)
    }
  })

  test('attack: a disabled account can’t slip away to another address', async () => {
    const { userId, confirmToken, oldEmail } = await requested()
    await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } })
    expect(await confirmEmailChange(confirmToken)).toMatchObject({ ok: false, state: 'canceled' })
    expect(await addressOf(userId)).toBe(oldEmail)
  })
})

describe('undoEmailChange', () => {
  test('before the change is confirmed, cancels it and ends every session', async () => {
    const change = await requested()
    expect(await undoEmailChange(change.undoToken)).toMatchObject({
      ok: true,
      change: { isConfirmed: false },
    })
    expect(await confirmEmailChange(change.confirmToken)).toMatchObject({ ok: false, state: 'canceled' })
    expect(await addressOf(change.userId)).toBe(change.oldEmail)
    expect(await isAlive(change.sessionId)).toBe(false)
    expect(await undoEmailChange(change.undoToken)).toMatchObject({ ok: false, state: 'canceled' })
  })

  test('afterwards, brings the old address back and ends every session', async () => {
    const change = await requested()
    await confirmEmailChange(change.confirmToken)
    const elsewhere = await signedIn(change.newEmail)
    expect(elsewhere.userId).toBe(change.userId)
    expect(await undoEmailChange(change.undoToken)).toMatchObject({ ok: true, change: { isConfirmed: true } })
    expect(await addressOf(change.userId)).toBe(change.oldEmail)
    for (const id of [change.sessionId, elsewhere.id]) expect(await isAlive(id)).toBe(false)
    expect(await confirmEmailChange(change.confirmToken)).toMatchObject({ ok: false, state: 'canceled' })
  })

  test('attack: neither a link to the old address nor a known device helps an intruder afterwards', async () => {
    for (const isConfirmed of [false, true]) {
      const intruder = await intrusion()
      const { account, mine } = intruder
      const change = await requested({ ...account, id: mine.id })
      if (isConfirmed) {
        await confirmEmailChange(change.confirmToken)
        later(minutes(2))
      }
      await undoEmailChange(change.undoToken)
      await expectThrownOut(intruder)
      later(0)
    }
  })

  test('works for 72 hours from the request, and not a moment longer', async () => {
    const [one, two] = [await requested(), await requested()]
    for (const { confirmToken } of [one, two]) await confirmEmailChange(confirmToken)
    later(days(3) - 1)
    expect(await undoEmailChange(one.undoToken)).toMatchObject({ ok: true })
    later(days(3))
    expect(await undoEmailChange(two.undoToken)).toMatchObject({ ok: false, state: 'expired' })
    expect(await addressOf(two.userId)).toBe(two.newEmail)
  })

  test('attack: an intruder who moves on to a third address can’t get away or come back', async () => {
    const session = await signedIn()
    const first = await requested(session)
    await confirmEmailChange(first.confirmToken)
    later(minutes(1))
    const second = await requested({ ...session, email: first.newEmail })
    await confirmEmailChange(second.confirmToken)
    expect(await addressOf(session.userId)).toBe(second.newEmail)
    later(minutes(2))
    expect(await undoEmailChange(first.undoToken)).toMatchObject({ ok: true })
    expect(await addressOf(session.userId)).toBe(session.email)
    // The intruder's mailbox got the undo link of the second change.
    expect(await undoEmailChange(second.undoToken)).toMatchObject({ ok: false, state: 'canceled' })
    expect(await addressOf(session.userId)).toBe(session.email)
  })

  test('says so if the old address has another account, and works once that is gone', async () => {
    const change = await requested()
    await confirmEmailChange(change.confirmToken)
    later(minutes(1))
    // By an email change of its own: a sign-in makes none.
    const fresh = await signedIn()
    await db().user.update({ where: { id: fresh.userId }, data: { email: change.oldEmail } })
    expect(await undoEmailChange(change.undoToken)).toMatchObject({ ok: false, state: 'taken' })
    expect(await isAlive(fresh.id)).toBe(true)
    expect(await isAlive(change.sessionId)).toBe(true)
    await db().user.delete({ where: { id: fresh.userId } })
    expect(await undoEmailChange(change.undoToken)).toMatchObject({ ok: true })
    expect(await addressOf(change.userId)).toBe(change.oldEmail)
  })
})

// Slow, because all of them write to one file: over five seconds on a busy machine.
describe('all at once', { timeout: 60_000 }, () => {
  const ROUNDS = 10
  const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i))
  const winners = (outcomes: { ok: boolean }[]) => outcomes.filter(({ ok }) => ok).length

  beforeEach(() => {
    vi.useRealTimers()
  })

  test('ten clicks confirm once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const change = await requested()
      const outcomes = await Promise.all(times(10, () => confirmEmailChange(change.confirmToken)))
      expect(winners(outcomes)).toBe(1)
      expect(outcomes.every((each) => each.ok || each.state === 'confirmed')).toBe(true)
      expect(await addressOf(change.userId)).toBe(change.newEmail)
    }
  })

  test('confirmed and canceled at once: in either order, the old address has the account in the end', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { confirmToken, undoToken, userId, oldEmail, sessionId } = await requested()
      const both = [() => confirmEmailChange(confirmToken), () => undoEmailChange(undoToken)]
      const [, ...others] = await Promise.all((round % 2 ? both : both.reverse()).map((run) => run()))
      expect(others).toHaveLength(1)
      expect(await addressOf(userId)).toBe(oldEmail)
      expect(await isAlive(sessionId)).toBe(false)
      expect(await findToUndo(undoToken)).toMatchObject({ ok: false, state: 'canceled' })
    }
  })

  test('five accounts change to one address: one gets it, and the others keep theirs', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const newEmail = freshAddress()
      const changes = await Promise.all(times(5, () => requested(undefined, newEmail)))
      const outcomes = await Promise.all(changes.map(({ confirmToken }) => confirmEmailChange(confirmToken)))
      expect(winners(outcomes)).toBe(1)
      expect(outcomes.every((each) => each.ok || each.state === 'taken')).toBe(true)
      for (const [i, { userId, oldEmail }] of changes.entries()) {
        expect(await addressOf(userId)).toBe(outcomes[i]?.ok ? newEmail : oldEmail)
      }
    }
  })

  test('a change and a first sign-in with its new address: one account has that address', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { confirmToken, newEmail, userId, oldEmail } = await requested()
      const redemption = newRedemption({ email: newEmail })
      const both = [() => confirmEmailChange(confirmToken), () => createSession(redemption)] as const
      const [change, session] =
        round % 2
          ? await Promise.all([both[0](), both[1]()])
          : (await Promise.all([both[1](), both[0]()])).reverse()
      expect(session?.ok).toBe(true)
      expect(await db().user.count({ where: { email: newEmail } })).toBe(1)
      expect(await addressOf(userId)).toBe(change?.ok ? newEmail : oldEmail)
    }
  })
})
