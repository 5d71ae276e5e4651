import { randomUUID } from 'node:crypto'
import { Resend } from 'resend'
import type { LocalServer } from '../http'
import { startResend } from '../resend'
import type { Webhook } from './webhook'

/** The stand-in with the real SDK in front of it, and the mailbox as tests read it. */
export async function startSender(webhook?: Webhook) {
  const server: LocalServer = await startResend({ port: 0, webhook })
  const resend = new Resend('re_test', { baseUrl: server.url })
  const read = async (path: string, init?: RequestInit) => (await fetch(server.url + path, init)).json()
  return {
    url: server.url,
    close: () => server.close(),
    send: (to: string, { key = randomUUID(), patience = 5000 }: { key?: string; patience?: number } = {}) =>
      resend.emails.send(
        {
          from: 'a@magic.example',
          to,
          subject: 'Sign in',
          text: 'Hello',
          tags: [{ name: 'kind', value: 'x' }],
        },
        { idempotencyKey: key, signal: AbortSignal.timeout(patience) },
      ),
    /** With `refused`, those too that were never sent. */
    mails: async (to: string, refused = false): Promise<TestMail[]> =>
      (await read(`/api/mails?to=${encodeURIComponent(to)}${refused ? '&refused' : ''}`)).mails,
    setFault: (fault: unknown) =>
      fetch(`${server.url}/api/faults`, { method: 'POST', body: JSON.stringify(fault) }),
    clearFaults: () => fetch(`${server.url}/api/faults`, { method: 'DELETE' }),
  }
}

export type TestMail = {
  id: string
  state: string
  events: { type: string; at: string; accepted: boolean }[]
}
