import 'server-only'
import { channel } from 'node:diagnostics_channel'
import { requestId } from '@/lib/platform/request-id'

export type Fields = Record<string, string | number | boolean | undefined>

/**
 * One JSON line for each event: precise for operators, and never with a token, code, cookie or
 * whole address in it (ASVS 16.2.5). Name people by user id, attempts by attempt id. `event` is a
 * dotted key that stays the same, so that people can search for it. `request` is the same in all
 * lines of one request, those after its response included.
 */
export const log = {
  info: (event: string, fields: Fields = {}) => console.log(line('info', event, fields)),
  warn: (event: string, fields: Fields = {}) => console.warn(line('warn', event, fields)),
  /** @param error undefined if nothing failed, and an operator must know all the same */
  error: (event: string, error: unknown, fields: Fields = {}) =>
    console.error(
      line('error', event, { ...fields, error: error === undefined ? undefined : nameOf(error) }),
    ),
}

/** Each event, as it is logged. A channel of the process, because Next has several copies of this module. */
export const events = channel('magic-link:event')
export type LoggedEvent = { event: string; fields: Fields }

function line(level: string, event: string, fields: Fields) {
  if (events.hasSubscribers) events.publish({ event, fields } satisfies LoggedEvent)
  return JSON.stringify({ time: new Date().toISOString(), level, event, request: requestId(), ...fields })
}

// Not the message: Upstash's contains the command with its data, Prisma's the query's values.
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  return `${error.name}${code}`
}
