import { parseArgs } from 'node:util'
import { parseEmailAddress } from '@/lib/email'
import { CliError } from './command'

export const ACTS = ['end-sessions', 'disable', 'enable', 'delete'] as const
export type Act = (typeof ACTS)[number]

export type Arguments =
  | { command: 'list'; after?: string; limit: number }
  | { command: 'show'; email: string }
  | { command: Act; email: string; yes: boolean }

const USAGE = `npm run users -- list|show|${ACTS.join('|')} ADDRESS`

/** What an operator typed after `npm run users --`. @throws CliError if it makes no sense */
export function readArguments(words: string[]): Arguments {
  const { positionals, values } = parse(words)
  const [command, address, ...more] = positionals
  if (command === 'list' && address === undefined) {
    return { command, after: values.after && parseAddress(values.after), limit: parseLimit(values.limit) }
  }
  const act = (['show', ...ACTS] as const).find((name) => name === command)
  if (!act || more.length > 0) throw new CliError(`Say what to do: ${USAGE}`)
  if (address === undefined) throw new CliError(`Say which user: npm run users -- ${act} ADDRESS`)
  return { command: act, email: parseAddress(address), yes: values.yes ?? false }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { after: { type: 'string' }, limit: { type: 'string' }, yes: { type: 'boolean' } },
    })
  } catch {
    throw new CliError(
      `Say what to do: ${USAGE}. Options: --after=ADDRESS and --limit=N to list, --yes to delete. Before an address that begins with a hyphen: --`,
    )
  }
}

function parseAddress(typed: string): string {
  const parsed = parseEmailAddress(typed)
  if (!parsed.ok) throw new CliError('That is not an email address.')
  return parsed.address
}

function parseLimit(typed = '100'): number {
  const limit = Number(typed)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new CliError('--limit must be a number from 1 to 1000.')
  return limit
}
