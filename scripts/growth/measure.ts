import { newRedemption } from '@/e2e/support/redemption'
import { prune } from '@/lib/account/prune'
import { liveSessionsOf } from '@/lib/account/sessions'
import { recipientOf } from '@/lib/auth/recipient'
import { createSession, findLiveSession, type LiveSession } from '@/lib/auth/session'
import { db } from '@/lib/platform/db'
import { timedId } from '@/lib/platform/secrets'
import { days, seconds } from '@/lib/platform/time'

/** How often each step is measured in one process. */
const TIMES = 200

const costs: Record<string, number> = {}

/** The median of its milliseconds. The first ones are warm-up. */
async function measure(step: string, times: number, once: (n: number) => Promise<unknown>) {
  const each: number[] = []
  for (let n = 0; n < times * 1.25; n++) {
    const begun = performance.now()
    await once(n)
    if (n >= times / 4) each.push(performance.now() - begun)
  }
  costs[step] = each.sort((a, b) => a - b)[Math.floor(each.length / 2)] ?? 0
}

const redemptions = Array.from({ length: TIMES * 1.25 }, () => newRedemption())
const sessions: LiveSession[] = []
await measure('asking: the recipient', TIMES, (n) => recipientOf(redemptions[n]?.email ?? ''))
await measure('redeeming, a new user', TIMES, async (n) => {
  const redeemed = await createSession(redemptions[n] ?? newRedemption())
  if (!redeemed.ok) throw new Error(redeemed.reason)
  sessions.push({ id: redeemed.session.id } as LiveSession)
})
await measure('redeeming, a known user', TIMES, async (n) => {
  await createSession({ ...newRedemption({ email: redemptions[n]?.email }), hasUser: true })
})
await measure('a guarded page', TIMES, async (n) => {
  const session = await findLiveSession(sessions[n]?.id ?? '')
  if (!session) throw new Error('no session')
  sessions[n] = session
})
await measure('the list of devices', TIMES, (n) => liveSessionsOf(sessions[n] as LiveSession))
for (const [step, users] of [
  ['pruning 500 sessions, of one user', 1],
  ['pruning 500 sessions, of 500 users', 10 * 500],
] as const) {
  await ageSessions(10 * 500, users)
  await measure(step, 8, async () => {
    const { deleted } = await prune({ batches: 1, budget: 60_000 })
    if (deleted.sessions !== 500) throw new Error(`pruned ${deleted.sessions}`)
  })
}
console.log(JSON.stringify(costs))
process.exit()

/** Adds that many sessions that are due to be pruned, of as many users as there are up to a number. */
async function ageSessions(count: number, most: number) {
  const users = await db().$queryRaw<
    { id: string }[]
  >`SELECT "id" FROM "User" ORDER BY random() LIMIT ${most}`
  const begun = Date.now() - days(100)
  const data = Array.from({ length: count }, (_, n) => {
    const { bindingHash } = newRedemption()
    const at = new Date(begun + seconds(1.5) * n)
    const userId = users[n % users.length]?.id ?? ''
    const known = { userId, deviceHash: bindingHash, remember: true, isNewDevice: false }
    const shown = { device: 'Firefox on Windows', network: '203.0.113.…', createdAt: at, lastSeenAt: at }
    return { id: timedId(at), attemptId: timedId(at), bindingHash, ...known, ...shown }
  })
  await db().session.createMany({ data })
}
