import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newRedemption, storeLink } from '@/e2e/support/redemption'
import { recordEvent } from '@/lib/auth/events'
import { revokeLinks } from '@/lib/auth/revocation'
import { createSession } from '@/lib/auth/session'
import { en } from '@/lib/copy/dictionaries/en'
import { suppress } from '@/lib/email/suppression'
import { db } from '@/lib/platform/db'
import { hash, randomId } from '@/lib/platform/secrets'
import { exportOf } from './export'

/** A user with a row in every table. */
async function userWithEverything() {
  const redemption = newRedemption()
  const redeemed = await createSession(redemption)
  if (!redeemed.ok) throw new Error('not redeemed')
  const user = await db().user.findUniqueOrThrow({ where: { email: redemption.email } })
  await recordEvent(user, { type: 'email-sent', detail: 'sign-in', device: 'Firefox on Windows' })
  const [confirmHash, undoHash] = [randomId(), randomId()]
  await db().emailChange.create({
    data: {
      id: randomId(),
      userId: user.id,
      sessionId: redeemed.session.id,
      oldEmail: user.email,
      newEmail: 'new@example.com',
      confirmHash,
      undoHash,
      device: 'Firefox on Windows',
      network: '203.0.113.…',
      createdAt: new Date(),
    },
  })
  await suppress(user.email, 'complained')
  await revokeLinks(user.email)
  const link = await storeLink({ email: user.email })
  const { bindingSecret } = link.pending
  const secrets = [
    redemption.attemptId,
    redemption.bindingHash,
    redemption.device.id,
    hash(redemption.device.id),
    confirmHash,
    undoHash,
    bindingSecret,
    hash(bindingSecret),
    link.token,
    link.secret,
    hash(link.secret),
    link.code,
  ]
  return { user, secrets, exported: await exportOf({ userId: user.id, email: user.email }, en) }
}

const WHERE = {
  User: 'user',
  Session: 'sessions',
  Event: 'events',
  EmailChange: 'emailChanges',
  Suppression: 'suppression',
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
  test('has every column of every table, or lists it as left out', async () => {
    const { exported } = await userWithEverything()
    const included = Object.entries(WHERE).flatMap(([model, place]) => {
      const [row] = [exported[place]].flat()
      return Object.keys(row ?? {}).map((column) => `${model}.${column}`)
    })
    const leftOut = Object.keys(exported.leftOut).filter((name) => /^\w+\.\w+$/.test(name))
    expect([...included, ...leftOut].sort()).toEqual(columns().sort())
  })

  test('contains no secret, hash or code', async () => {
    const { exported, secrets } = await userWithEverything()
    const text = JSON.stringify(exported)
    for (const secret of secrets) expect(text).not.toContain(secret)
  })

  test('contains what happened to that user, and to no one else', async () => {
    const [one, other] = [await userWithEverything(), await userWithEverything()]
    expect(one.exported).toMatchObject({
      user: { id: one.user.id, email: one.user.email, disabledAt: null },
      sessions: [{ device: 'Firefox on Windows', network: '203.0.113.…', remember: true, endedAt: null }],
      events: [{ type: 'email-sent', detail: 'sign-in' }],
      emailChanges: [{ newEmail: 'new@example.com' }],
      suppression: { reason: 'complained' },
    })
    const text = JSON.stringify(one.exported)
    expect(text).not.toContain(other.user.id)
    expect(text).not.toContain(other.user.email)
  })
})
