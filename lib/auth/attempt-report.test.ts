import { expect, test } from 'vitest'
import { fakeClock } from '@/e2e/support/fake-clock'
import { endCooldown, newRedemption, storeLink } from '@/e2e/support/redemption'
import { redis } from '@/lib/platform/redis'
import { hash, randomId } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { attemptKey, fieldOf, toFields } from './attempt'
import { referenceOf } from './attempt-reference'
import { reportAttempt } from './attempt-report'
import { noteDelivery } from './deliver-link'
import { MOST_VISITORS, type Visitor } from './link-visit'
import { findLink } from './open-link'
import { createSession, endSessions } from './session'
import { noteAttempt } from './store-request'

const { started, later } = fakeClock()

const visitor = (more: Partial<Visitor> = {}): Visitor => ({
  device: 'Chrome on Windows (198.51.100.…)',
  isScanner: false,
  bindingHash: '',
  ...more,
})

const reportOf = async (id: string) => (await reportAttempt(referenceOf(id))) ?? { id: '', events: [] }
const visitsOf = async (id: string) => (await reportOf(id)).events.filter(({ type }) => type === 'opened')

test('tells the life of an attempt in the order in which it happened', async () => {
  const { attemptId: id, email, token, pending } = await storeLink()
  later(seconds(1))
  await noteAttempt(id, { [fieldOf('accepted', 1)]: Date.now() })
  later(seconds(2))
  await noteDelivery(`${id}1`, 'delivered')
  later(seconds(3))
  for (let n = 0; n < 3; n++) await findLink(token, visitor({ isScanner: true }))
  later(seconds(9))
  const bindingHash = hash(pending.bindingSecret)
  await findLink(token, visitor({ device: 'Safari on iOS', bindingHash }))
  const redeemed = await createSession(newRedemption({ attemptId: id, email, bindingHash }))
  if (!redeemed.ok) throw new Error('not redeemed')
  later(minutes(1))
  await endSessions({ id: redeemed.session.id }, 'signed-out')

  const at = (after: number) => started + seconds(after)
  expect(await reportAttempt(referenceOf(id))).toEqual({
    id,
    over: 'used',
    events: [
      { type: 'requested', at: started, n: 1, device: 'Safari on iOS' },
      { type: 'accepted', at: at(1), n: 1 },
      { type: 'delivered', at: at(2), n: 1 },
      { type: 'opened', at: at(3), n: 1, by: 'scanner', device: visitor().device, times: 3 },
      { type: 'opened', at: at(9), n: 1, by: 'requester', device: 'Safari on iOS', times: 1 },
      { type: 'redeemed', at: at(9), device: 'Firefox on Windows (203.0.113.…)' },
      { type: 'session-ended', at: at(60), reason: 'signed-out' },
    ],
  })
})

test('says which of an attempt’s links was opened, and that the older email was suppressed', async () => {
  const first = await storeLink()
  const id = first.attemptId
  await noteAttempt(id, { [fieldOf('suppressed', 1)]: Date.now(), [fieldOf('accepted', 1)]: Date.now() })
  await endCooldown(id)
  later(minutes(1))
  const second = await storeLink({ ...first.pending, email: first.email })
  await findLink(second.token, visitor())
  expect((await reportOf(id)).events).toMatchObject([
    { type: 'requested', n: 1 },
    { type: 'suppressed', n: 1 },
    { type: 'requested', n: 2 },
    { type: 'opened', n: 2 },
  ])
})

test.each([
  ['expired', () => void later(minutes(10))],
  ['too-many-tries', (id: string) => noteAttempt(id, { ended: 1 })],
])('says why its links are over: %s', async (over, end) => {
  const { attemptId: id } = await storeLink()
  expect(await reportOf(id)).toMatchObject({ id, over: undefined })
  await end(id)
  expect(await reportOf(id)).toMatchObject({ over })
})

test('attack: a scanner that opens a link from many machines makes the record no larger', async () => {
  const { attemptId: id, token } = await storeLink()
  for (let n = 0; n < MOST_VISITORS + 20; n++) await findLink(token, visitor({ device: `Bot ${n}` }))
  const fieldsOf = async () => Object.keys(toFields(await redis().hgetall(attemptKey(id)))).length
  const size = await fieldsOf()
  for (let n = 0; n < 50; n++) await findLink(token, visitor({ device: `Bot ${n}` }))
  expect(await fieldsOf()).toBe(size)
  const visits = await visitsOf(id)
  expect(visits).toHaveLength(MOST_VISITORS + 1)
  expect(visits.at(-1)).toMatchObject({ by: 'others', times: 20 + 50 - MOST_VISITORS })
  // Nor does it live any longer.
  expect(await redis().pttl(attemptKey(id))).toBeGreaterThan(0)
})

test('attack: a visit with another link’s secret, or to an attempt that is forgotten, is noted nowhere', async () => {
  const [one, other] = [await storeLink(), await storeLink()]
  const { format } = await import('./link-token')
  expect(await findLink(format(one.attemptId, other.secret), visitor())).toEqual({ state: 'unknown' })
  expect(await visitsOf(one.attemptId)).toEqual([])
  const gone = randomId()
  expect(await findLink(format(gone, one.secret), visitor())).toEqual({ state: 'unknown' })
  expect(await redis().exists(attemptKey(gone))).toBe(0)
  // The premise: its own is noted.
  await findLink(one.token, visitor())
  expect(await visitsOf(one.attemptId)).toHaveLength(1)
})

test.each([
  ['visits:1', 'x'],
  ['visitedAt:1', 'soon'],
  ['visitor:1', '1 owner Safari'],
])('attack: a visit whose %s says %j in Redis is none', async (field, value) => {
  const { attemptId: id, token } = await storeLink()
  await findLink(token, visitor())
  await redis().hset(attemptKey(id), { [field]: value })
  expect(await visitsOf(id)).toEqual([])
})

test('attack: the report has no address and no secret in it', async () => {
  const { attemptId: id, email, secret, code, pending, token } = await storeLink()
  await findLink(token, visitor())
  const report = JSON.stringify(await reportOf(id))
  expect(report).toContain('opened')
  const [name = ''] = email.split('@')
  for (const hidden of [name, secret, code, pending.bindingSecret, hash(secret), hash(pending.bindingSecret)])
    expect(report).not.toContain(hidden)
})

test('an unknown reference has no report', async () => {
  expect(await reportAttempt(referenceOf(randomId()))).toBeUndefined()
})
