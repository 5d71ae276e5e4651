import { randomUUID } from 'node:crypto'
import { Resend } from 'resend'
import { startResend } from '../resend'
import type { Wait, Webhook } from './webhook'

/** Passes at once, so that no test waits for a delivery or for the tries to report it. */
export const noWait: Wait = async () => {}

/** The stand-in with the real SDK in front of it, and the mailbox as tests read it. */
export async function startSender(webhook?: Webhook, wait = noWait) {
  const server = await startResend({ port: 0, webhook, wait })
  const resend = new Resend('re_test', { baseUrl: server.url })
  const tags = [{ name: 'kind', value: 'x' }]
  return {
    url: server.url,
    close: () => server.close(),
    send: (to: string, { key = randomUUID() as string, patience = 5000 } = {}) =>
      resend.emails.send(
        { from: 'a@app.example', to, subject: 'Sign in', text: 'Hello', tags },
        { idempotencyKey: key, signal: AbortSignal.timeout(patience) },
      ),
    /** With `refused`, also those that were never sent. */
    emails: async (to: string, refused = false): Promise<TestEmail[]> => {
      const query = `to=${encodeURIComponent(to)}${refused ? '&refused' : ''}`
      return (await (await fetch(`${server.url}/api/emails?${query}`)).json()).emails
    },
    setFault: (fault: unknown) =>
      fetch(`${server.url}/api/faults`, { method: 'POST', body: JSON.stringify(fault) }),
    clearFaults: () => fetch(`${server.url}/api/faults`, { method: 'DELETE' }),
  }
}

type TestEmail = { id: string; state: string; events: { type: string; at: string; accepted: boolean }[] }
