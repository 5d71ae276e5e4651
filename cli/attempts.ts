import { type AttemptEvent, type AttemptReport, parseReference, reportAttempt } from '@/lib/auth'
import { CliError } from './command'
import { prepareEnvironment } from './environment'
import { table } from './table'

// attempts show REFERENCE   tells the life of the attempt that a visitor names

/** `npm run attempts`. @throws CliError with one line for the operator */
export async function attempts([command, ...typed]: string[]): Promise<void> {
  const reference = parseReference(typed.join(''))
  if (command !== 'show' || !reference)
    throw new CliError('Say which attempt: npm run attempts -- show 7K3M-9QXD')
  await prepareEnvironment()
  const report = await reportAttempt(reference)
  if (!report)
    throw new CliError(
      `No attempt ${reference} is remembered. They are forgotten two hours after the last email.`,
    )
  console.log(`Attempt ${report.id}, as the log names it. ${STATE[report.over ?? 'live']}\n`)
  const rows = report.events.map((event) => [time(event.at), event.n ? `${event.n}` : '', ...words(event)])
  console.log(table(['UTC', 'LINK', 'WHAT', 'WHERE'], rows))
}

const STATE: Record<NonNullable<AttemptReport['over']> | 'live', string> = {
  live: 'A link still works.',
  used: 'It was used: each attempt signs in once.',
  revoked: 'It was revoked, with every other link of that address.',
  moved: 'The account has another address now.',
  'too-many-tries': 'It was ended by wrong codes.',
  expired: 'Its links have expired.',
}

const OPENED: Record<Extract<AttemptEvent, { type: 'opened' }>['by'], string> = {
  requester: 'opened where it was requested',
  scanner: 'opened, by a scanner it seems',
  other: 'opened in another browser',
  others: 'opened by others, too many to list',
}

/** What happened, and where. */
function words(event: AttemptEvent): [string, string] {
  switch (event.type) {
    case 'requested':
      return ['requested', event.device]
    case 'opened':
      return [`${OPENED[event.by]}${event.times > 1 ? `, ${event.times} times` : ''}`, event.device ?? '']
    case 'redeemed':
      return ['signed in', event.device]
    case 'session-ended':
      return [`session ended: ${event.reason}`, '']
    case 'suppressed':
      return ['email suppressed: nothing was sent', '']
    default:
      return [`email ${event.type}`, '']
  }
}

const time = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')
