import { type Exchange, parseJson, readBody, sendJson } from '../http'
import { addressIn } from '../mailbox/email'
import { BEHAVIORS, type Behavior, behaviorIn, isBehavior } from './behavior'

/** `times`: for how many more requests it holds; without it, until it is cleared. */
type Fault = { to: string; behavior: Behavior; times?: number }

/** What to do with the emails to an address: set for that one, or named by the address itself. */
export class Faults {
  #set = new Map<string, Fault>()

  set(fault: Fault): void {
    this.#set.set(fault.to, fault)
  }

  all(): Fault[] {
    return [...this.#set.values()]
  }

  clear(): void {
    this.#set.clear()
  }

  /** For one request, which counts against `times`. The first recipient with a word decides. */
  next(recipients: string[]): Behavior {
    for (const recipient of recipients) {
      const fault = this.#set.get(addressIn(recipient) ?? '')
      if (fault) return this.#use(fault)
    }
    return recipients.map(behaviorIn).find((behavior) => behavior !== undefined) ?? 'deliver'
  }

  #use(fault: Fault): Behavior {
    const { to, behavior, times } = fault
    if (times === 1) this.#set.delete(to)
    else if (times !== undefined) this.#set.set(to, { ...fault, times: times - 1 })
    return behavior
  }
}

/**
 * For tests: `POST /api/faults {"to": address, "behavior": "bounce", "times": 1}`, GET, DELETE.
 * False for any other path.
 */
export async function answerFaults(faults: Faults, { url, request, response }: Exchange): Promise<boolean> {
  if (url.pathname !== '/api/faults') return false
  if (request.method === 'POST') {
    const fault = parseFault(parseJson(await readBody(request)))
    if (!fault) {
      sendJson(response, 400, { error: EXPECTED })
      return true
    }
    faults.set(fault)
  } else if (request.method === 'DELETE') {
    faults.clear()
  } else if (request.method !== 'GET') {
    sendJson(response, 405, { error: 'method not allowed' })
    return true
  }
  sendJson(response, 200, { faults: faults.all() })
  return true
}

const EXPECTED = `to is an address, behavior one of ${BEHAVIORS.join(', ')}, times (or nothing) a whole number above 0`

function parseFault(body: unknown): Fault | undefined {
  const {
    to: recipient,
    behavior,
    times,
  } = (body ?? {}) as { to?: unknown; behavior?: unknown; times?: number }
  const to = typeof recipient === 'string' ? addressIn(recipient) : undefined
  if (!to || !isBehavior(behavior)) return undefined
  if (times !== undefined && !(Number.isInteger(times) && times > 0)) return undefined
  return { to, behavior, times }
}
