import type { ListedUser, ShownUser } from '@/lib/account'
import { table, when } from './table'

/** Prints a page of users, and how to see the next one. */
export function showList({ users, next }: { users: ListedUser[]; next?: string }, limit: number): void {
  const rows = users.map(({ email, since, seenAt, liveSessions, disabledAt }) => [
    email,
    when(since),
    when(seenAt),
    String(liveSessions),
    when(disabledAt),
  ])
  console.log(table(['ADDRESS', 'SINCE (UTC)', 'LAST SEEN', 'SESSIONS', 'DISABLED'], rows))
  // To stderr: not a row for whatever reads the table from a pipe.
  if (next) console.error(`There are more: npm run users -- list --limit=${limit} --after=${quoted(next)}`)
}

/** Quoted for a shell: an address may be `a&reboot&@example.com`. */
const quoted = (address: string) => `'${address.replaceAll("'", `'\\''`)}'`

/** Prints everything that we know about a user. */
export function showUser({ id, email, since, disabledAt, suppressed, sessions, events }: ShownUser): void {
  const facts = [
    ['id', id],
    ['since', `${when(since)} UTC`],
    ['disabled', disabledAt ? `${when(disabledAt)} UTC` : 'no'],
    ['email', suppressed ? sentenceOf(suppressed) : 'yes'],
  ]
  console.log(table([email, ''], facts))
  const rows = sessions.map(({ device, network, since, seenAt }) => [
    device,
    network,
    when(since),
    when(seenAt),
  ])
  console.log(`\n${table(['SESSIONS', 'NETWORK', 'SINCE', 'LAST SEEN'], rows)}`)
  console.log(
    `\n${table(
      ['EVENTS', '', ''],
      events.map(({ at, type, detail = '' }) => [when(at), type, detail]),
    )}`,
  )
}

function sentenceOf({ reason, since, until }: NonNullable<ShownUser['suppressed']>) {
  const end = until ? `, until ${when(until)}` : ''
  return `suppressed since ${when(since)} UTC${end}: ${reason}`
}
