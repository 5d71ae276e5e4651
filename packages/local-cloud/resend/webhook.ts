import { createHmac, randomBytes } from 'node:crypto'

export type Webhook = {
  /** Undefined as long as there is nothing to report to. */
  url: () => string | undefined
  /** `whsec_` and base64 */
  secret: string
}
/** Resolves after `ms`. Rejects when `signal` aborts. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>
type Endpoint = { url: string; secret: string; wait: Wait; signal: AbortSignal }
type Posted = { ok: true } | { ok: false; problem: string }

/** Between the first try and each of the three others: over about two seconds. */
const PAUSES = [300, 600, 1100]
/** As Resend waits. A development server may have to compile the route first. */
const DEADLINE = 15_000

/**
 * Posts one event, signed, until it is accepted or four tries have failed. Each try is signed for
 * its own second, under one id, as Resend does: a receiver that has seen the id knows the event.
 * Rejects only when `signal` aborts. https://resend.com/docs/webhooks/verify-webhooks-requests
 */
export async function postEvent(endpoint: Endpoint, event: unknown): Promise<Posted> {
  const id = `msg_${randomBytes(16).toString('base64url')}`
  const body = JSON.stringify(event)
  for (let tries = 0; ; tries++) {
    const posted = await post(endpoint, body, sign(endpoint.secret, id, body))
    const pause = PAUSES[tries]
    if (posted.ok || pause === undefined) return posted
    await endpoint.wait(pause, endpoint.signal)
  }
}

/** What a receiver checks. https://docs.svix.com/receiving/verifying-payloads/how-manual */
export function sign(secret: string, id: string, body: string, at = new Date()): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}

async function post(
  { url, signal }: Endpoint,
  body: string,
  headers: Record<string, string>,
): Promise<Posted> {
  try {
    const { ok, status } = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Svix-Webhooks/local', ...headers },
      body,
      // A redirect doesn't accept the event; Resend doesn't follow it either.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
    })
    return ok ? { ok } : { ok, problem: `the endpoint answered ${status}` }
  } catch (error) {
    signal.throwIfAborted()
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return {
      ok: false,
      problem: `the endpoint ${timedOut ? 'did not answer in time' : 'could not be reached'}`,
    }
  }
}
