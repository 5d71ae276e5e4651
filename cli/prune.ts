import { type Pruned, prune } from '@/lib/account'
import { prepareEnvironment } from './environment'

/** `npm run prune`: deletes all expired rows, and sends security emails that got lost. Each call of /api/prune deletes some of them. */
export async function pruneAll(): Promise<void> {
  await prepareEnvironment()
  const total: Partial<Pruned['deleted']> = {}
  let notices = 0
  for (let more = true; more; ) {
    const pruned = await prune()
    for (const [kind, count] of Object.entries(pruned.deleted) as [keyof Pruned['deleted'], number][]) {
      total[kind] = (total[kind] ?? 0) + count
    }
    notices += pruned.notices
    more = pruned.more
  }
  console.log(
    `Deleted ${total.sessions} sessions, ${total.events} events, ${total.emailChanges} email changes, ${total.linkRevocations} link revocations and ${total.suppressions} suppressions.`,
  )
  if (notices > 0) console.log(`Sent ${notices} security emails that had got lost.`)
}
