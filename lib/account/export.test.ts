import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newClaim } from '@/e2e/support/redemption'
import { recordEvent } from '@/lib/auth/events'
import { storeChallenge } from '@/lib/auth/magic-link'
import { voidLinks } from '@/lib/auth/revocation'
import { createSession } from '@/lib/auth/session'
import { blockAddress } from '@/lib/email/suppression'
import { db } from '@/lib/platform/db'
import { hash, randomId } from '@/lib/platform/secrets'
import { exportOf } from './export'

/** Somebody with a row in every table. */
async function somebody() {
  const claim = newClaim()
  const claimed = await createSession(claim)
  if (!claimed.ok) throw new Error('not claimed')
  const user = await db().user.findUniqueOrThrow({ where: { email: claim.email } })
  await recordEvent(user, { kind: 'mail-sent', detail: 'sign-in', device: 'Firefox on Windows' })
  const [confirmHash, stopHash] = [randomId(), randomId()]
  await db().addressChange.create({
    data: {
      id: randomId(),
      userId: user.id,
      sessionId: claimed.session.id,
      oldEmail: user.email,
      newEmail: 'new@example.com',
      confirmHash,
      stopHash,
      device: 'Firefox on Windows',
      network: '203.0.113.…',
      createdAt: new Date(),
    },
  })
  await blockAddress(user.email, 'complained')
  await voidLinks(user.email)
  const browser = randomId()
  const link = await storeChallenge(
    {
      attemptId: randomId(),
      email: user.email,
      next: '/dashboard',
      device: 'Safari on iOS',
      browser,
    },
    [],
  )
  const secrets = [
    claim.attemptId,
    claim.browserHash,
    claim.browser.id,
    hash(claim.browser.id),
    confirmHash,
    stopHash,
    browser,
    hash(browser),
    link.token,
    link.token.slice(22),
    hash(link.token.slice(22)),
    link.code,
  ]
  return { user, secrets, exported: await exportOf({ userId: user.id, email: user.email }) }
}

const WHERE = {
  User: 'user',
  Session: 'sessions',
  KnownBrowser: 'knownBrowsers',
  Event: 'events',
  AddressChange: 'addressChanges',
  BlockedAddress: 'blockedAddress',
} as const

/** Every column of the schema, as "Session.device". */
function columns() {
  const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')
  const models = [...schema.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)]
  const isRelation = (type = '') => models.some(([, model]) => model === type)
  return models.flatMap(([, model, body = '']) =>
    [...body.matchAll(/^ {2}(\w+) +(\w+)/gm)]
      .filter(([, , type]) => !isRelation(type))
      .map(([, name]) => `${model}.${name}`),
  )
}

describe('exportOf', () => {
  test('every column of every table is in the export, or named among what is left out', async () => {
    const { exported } = await somebody()
    const inside = Object.entries(WHERE).flatMap(([model, place]) => {
      const [row] = [exported[place]].flat()
      return Object.keys(row ?? {}).map((column) => `${model}.${column}`)
    })
    const leftOut = Object.keys(exported.leftOut).filter((name) => /^\w+\.\w+$/.test(name))
    expect([...inside, ...leftOut].sort()).toEqual(columns().sort())
  })

  test('no secret, hash or code is in it', async () => {
    const { exported, secrets } = await somebody()
    const text = JSON.stringify(exported)
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  test('holds what happened to that person, and to nobody else', async () => {
    const [one, other] = [await somebody(), await somebody()]
    expect(one.exported).toMatchObject({
      user: { id: one.user.id, email: one.user.email, disabledAt: null },
      sessions: [{ device: 'Firefox on Windows', network: '203.0.113.…', keep: true, endedAt: null }],
      knownBrowsers: [{ firstSeenAt: expect.any(Date) }],
      events: [{ kind: 'mail-sent', detail: 'sign-in' }],
      addressChanges: [{ newEmail: 'new@example.com' }],
      blockedAddress: { reason: 'complained' },
      signInLinks: [{ device: 'Safari on iOS', leadsTo: '/dashboard' }],
    })
    const text = JSON.stringify(one.exported)
    expect(text).not.toContain(other.user.id)
    expect(text).not.toContain(other.user.email)
  })
})
