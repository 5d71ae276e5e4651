import { createHmac, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

export type Webhook = {
  /** Undefined as long as there is nobody to tell. */
  url: () => string | undefined
  /** `whsec_` and base64 */
  secret: string
}
export type Taken = { ok: true } | { ok: false; problem: string }

/** Between the first try and each of the three others: over about two seconds. */
const PAUSES = [300, 600, 1100]
/** As Resend waits; `next dev` may have to compile the route first. */
const DEADLINE = 15_000

/**
 * Posts one event, signed, until it is taken or four tries have failed. Each try is signed for its own second, under
 * one id, as the real service does: whoever has seen the id knows that it is the same event.
 * Rejects only when `signal` aborts. https://resend.com/docs/webhooks/verify-webhooks-requests
 */
export async function postEvent(
  url: string,
  secret: string,
  event: unknown,
  signal: AbortSignal,
): Promise<Taken> {
  const id = `msg_${randomBytes(16).toString('base64url')}`
  const body = JSON.stringify(event)
  for (let tries = 0; ; tries++) {
    const taken = await post(url, body, sign(secret, id, body), signal)
    const pause = PAUSES[tries]
    if (taken.ok || pause === undefined) return taken
    await wait(pause, undefined, { signal })
  }
}

/** The three headers that a receiver checks. https://docs.svix.com/receiving/verifying-payloads/how-manual */
export function sign(secret: string, id: string, body: string, at = new Date()): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}

async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Taken> {
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Svix-Webhooks/local', ...headers },
      body,
      // A redirect is not an acceptance; the real service doesn't follow it either.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
    })
    return ok ? { ok } : { ok, problem: `it answered ${status}` }
  } catch (error) {
    signal.throwIfAborted()
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { ok: false, problem: timedOut ? 'it did not answer in time' : 'it could not be reached' }
  }
}
