import { type Pruned, prune } from '@/lib/account/prune'
import { runCommand } from './command'
import { prepareEnvironment } from './environment'

// npm run prune: deletes what nobody needs any more, all of it. /api/prune does the same, a part at each call.

await runCommand(async () => {
  await prepareEnvironment()
  const total: Partial<Pruned['deleted']> = {}
  for (let more = true; more; ) {
    const pruned = await prune()
    for (const [kind, count] of Object.entries(pruned.deleted) as [keyof Pruned['deleted'], number][]) {
      total[kind] = (total[kind] ?? 0) + count
    }
    more = pruned.more
  }
  console.log(
    `Deleted ${total.sessions} sessions, ${total.events} events, ${total.addressChanges} changes of address, ${total.knownBrowsers} browsers and ${total.voidedLinks} marks of void links.`,
  )
})
