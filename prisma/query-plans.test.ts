import { createClient } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { beforeAll, describe, expect, test } from 'vitest'
import { newRedemption } from '@/e2e/support/redemption'
import { PrismaClient } from '@/generated/prisma/client'
import { readActivity } from '@/lib/account/activity'
import { findUser, listUsers } from '@/lib/account/administration'
import { deleteAccount } from '@/lib/account/deletion'
import { disableAccount, enableAccount } from '@/lib/account/disable'
import * as emailChange from '@/lib/account/email-change'
import { confirmEmailChange, undoEmailChange } from '@/lib/account/email-change-outcome'
import { exportOf } from '@/lib/account/export'
import { prune } from '@/lib/account/prune'
import { liveSessionsOf } from '@/lib/account/sessions'
import { deliverLink } from '@/lib/auth/deliver-link'
import { recordEvent } from '@/lib/auth/events'
import { sendLostNotices } from '@/lib/auth/lost-notices'
import { findMove } from '@/lib/auth/moved-address'
import { notifyNewDevice } from '@/lib/auth/notices'
import { findSignInToReport, reportSignIn, reportUrl } from '@/lib/auth/report'
import { revokeAccess } from '@/lib/auth/revoke-access'
import { createSession, endSessions, findLiveSession, markSeen, whyOver } from '@/lib/auth/session'
import { en } from '@/lib/copy/dictionaries/en'
import { isSuppressed, suppress, unsuppress } from '@/lib/email/suppression'
import { env } from '@/lib/platform/env'
import { randomId } from '@/lib/platform/secrets'

const statements = new Set<string>()

/** Everything that the application asks of the database, once. */
beforeAll(async () => {
  const adapter = new PrismaLibSql({ url: env().database.url, timeout: 5000 })
  const prisma = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] })
  prisma.$on('query', ({ query }) => statements.add(query))
  const shared = globalThis as { prisma?: unknown }
  const before = shared.prisma
  shared.prisma = prisma
  try {
    await signInAndOut()
    await changeEmail()
    await operate()
  } finally {
    shared.prisma = before
    await prisma.$disconnect()
  }
})

async function signedUp() {
  const redemption = newRedemption()
  const redeemed = await createSession(redemption)
  const session = redeemed.ok && (await findLiveSession(redeemed.session.id))
  if (!session) throw new Error('not signed in')
  return { ...session, device: redemption.device, attemptId: redemption.attemptId }
}

async function signInAndOut() {
  const session = await signedUp()
  const { id, userId, email, device } = session
  const link = {
    attemptId: randomId(),
    n: 1,
    token: 'x'.repeat(65),
    code: '123456',
    ...{ suppressed: false, isKnown: true, lifts: true },
    next: '/',
  }
  await suppress(email, 'complained')
  await deliverLink({ ...link, email, device, reauthenticates: false, undo: async () => {} })
  await whyOver(session.attemptId, email, Date.now())
  await markSeen(id)
  await liveSessionsOf(session)
  await readActivity(userId)
  await exportOf(session, en)
  await recordEvent({ id: userId }, { type: 'exported' })
  await recordEvent({ email }, { type: 'wrong-code' })
  const reported = await findSignInToReport(reportUrl(id, email).split('/').at(-1) ?? '')
  if (!reported) throw new Error('not found')
  await revokeAccess({ id: userId, email }, 'revoked', { onlySession: id })
  await revokeAccess({ id: userId, email }, 'revoked', { exceptSession: id })
  await endSessions({ id }, 'signed-out')
  await notifyNewDevice(
    { id, createdAt: Date.now(), device: device.name, network: device.network, language: 'en' },
    email,
  )
  await sendLostNotices({ userId })
  await sendLostNotices()
  await reportSignIn(reported)
}

async function changeEmail() {
  const { id: sessionId, userId, email: oldEmail, device } = await signedUp()
  const request = { userId, sessionId, oldEmail, newEmail: `new-${oldEmail}` }
  await emailChange.markFailed((await emailChange.openEmailChange(request, device)).id)
  await emailChange.wasNotSentTo(userId)
  const change = await emailChange.openEmailChange(request, device)
  await emailChange.markSent(change.id)
  await emailChange.pendingEmailChange(userId)
  expect(await confirmEmailChange(change.confirmToken, { id: sessionId, userId })).toMatchObject({ ok: true })
  await createSession(newRedemption({ email: oldEmail }))
  await findMove(oldEmail)
  expect(await undoEmailChange(change.undoToken)).toMatchObject({ ok: true })
  await emailChange.cancelPendingChange(userId)
}

async function operate() {
  const { userId: id, email } = await signedUp()
  await listUsers({ limit: 2 })
  await findUser(email)
  await disableAccount({ id, email })
  await enableAccount(id)
  await suppress(email, 'bounced')
  await isSuppressed(email)
  await unsuppress(email)
  await prune({ batches: 5 })
  expect(await deleteAccount({ id, email })).toBe(true)
}

/** What SQLite would do for a statement, step by step. */
async function planOf(statement: string): Promise<string[]> {
  const client = createClient({ url: env().database.url, timeout: 5000 })
  const { rows } = await client.execute({
    sql: `EXPLAIN QUERY PLAN ${statement}`,
    args: argumentsFor(statement),
  })
  client.close()
  return rows.map(({ detail }) => String(detail))
}

const argumentsFor = (statement: string) => (statement.match(/\?/g) ?? []).map(() => null)

describe('the plan of every statement', () => {
  test('reads no table from one end to the other', async () => {
    const queries = [...statements].filter((statement) =>
      /^\s*(SELECT|INSERT|UPDATE|DELETE)/i.test(statement),
    )
    expect(queries.length).toBeGreaterThan(40)
    const scans: string[] = []
    for (const query of queries) {
      // A constant row and the result of a subquery are no tables.
      const bad = (await planOf(query)).filter((step) => /^SCAN (?!CONSTANT|sub$|asked$)/.test(step))
      if (bad.length > 0) scans.push(`${bad.join('; ')}: ${query}`)
    }
    expect(scans).toEqual([])
  })

  test('finds lost notices among the few that there are, not among all sessions of a week', async () => {
    const [lost, ...others] = [...statements].filter(
      (each) => /random\(\)/.test(each) && !/"userId" = \?/.test(each),
    )
    expect(others).toEqual([])
    expect((await planOf(lost ?? ''))[0]).toContain('USING INDEX Session_lost_notices')
  })

  test('would be noticed: without an index, SQLite scans', async () => {
    expect(await planOf('SELECT "id" FROM "Session" WHERE "network" = ?')).toEqual(['SCAN Session'])
  })
})
