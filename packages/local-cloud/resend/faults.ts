import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody, sendJson } from '../http'
import { addressIn } from '../mailbox/mail'
import { BEHAVIOURS, type Behaviour, behaviourIn, isBehaviour } from './behaviour'

type Fault = { to: string; behaviour: Behaviour /** How many more requests it holds for. */; times?: number }

/** What to do with the mail to whom: set for an exact address, or asked for by the address itself. */
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

  /** For one request, which counts against `times`. Of several recipients the first with a word decides. */
  next(recipients: string[]): Behaviour {
    for (const recipient of recipients) {
      const fault = this.#set.get(addressIn(recipient) ?? '')
      if (fault) return this.#use(fault)
    }
    return recipients.map(behaviourIn).find((behaviour) => behaviour !== undefined) ?? 'deliver'
  }

  #use(fault: Fault): Behaviour {
    const { to, behaviour, times } = fault
    if (times === 1) this.#set.delete(to)
    else if (times !== undefined) this.#set.set(to, { ...fault, times: times - 1 })
    return behaviour
  }
}

/**
 * The door for tests: `POST /api/faults {"to": address, "behaviour": "bounce", "times": 1}`, GET, DELETE.
 * False when the path isn't its own.
 */
export async function answerFaults(
  faults: Faults,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (url.pathname !== '/api/faults') return false
  if (request.method === 'POST') {
    const fault = parseFault((await readBody(request)).toString())
    if (!fault) {
      sendJson(response, 400, {
        error: `to is an address, behaviour one of ${BEHAVIOURS.join(', ')}, times (or nothing) a whole number above 0`,
      })
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

function parseFault(body: string): Fault | undefined {
  let fields: { to?: unknown; behaviour?: unknown; times?: unknown } | null
  try {
    fields = JSON.parse(body)
  } catch {
    return undefined
  }
  const to = typeof fields?.to === 'string' ? addressIn(fields.to) : undefined
  const times = fields?.times
  if (!to || !isBehaviour(fields?.behaviour)) return undefined
  if (times === undefined) return { to, behaviour: fields.behaviour }
  if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) return undefined
  return { to, behaviour: fields.behaviour, times }
}
