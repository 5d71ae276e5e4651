import { Resend } from 'resend'
import type { Env } from '@/lib/platform'
import { type Finding, findingOf } from './finding'
import { senderDomain } from './sender'

const EVENTS = ['delivered', 'delivery_delayed', 'bounced', 'complained', 'failed', 'suppressed']

/** Whether Resend knows the key and the sender's domain, and calls our webhook. */
export async function checkResend({ appUrl, email }: Pick<Env, 'appUrl' | 'email'>): Promise<Finding[]> {
  const resend = new Resend(email.apiKey, { baseUrl: email.baseUrl })
  // A key that may only send can't list anything, and it shouldn't.
  const restricted = { state: 'unchecked', what: 'the key may only send, which is right' } as const

  const domain = senderDomain(email.from)
  const sender = await findingOf('Sender', 'Check RESEND_API_KEY: resend.com/api-keys', async () => {
    const { data, error } = await resend.domains.list()
    if (error?.name === 'restricted_api_key') return restricted
    if (error) throw new Error(error.message)
    const listed = data.data.find(({ name }) => domain === name || domain.endsWith(`.${name}`))
    if (listed?.status === 'verified') return { state: 'ok', what: `${domain} is verified` }
    const todo = 'Verify it, or change MAIL_FROM: resend.com/domains'
    return { state: 'wrong', what: `${domain} is not verified`, todo }
  })

  const webhook = await findingOf('Webhook', 'See resend.com/webhooks', async () => {
    const todo = `Add ${appUrl}/api/webhooks/resend at resend.com/webhooks`
    if (!email.webhookSecret) return { state: 'warning', what: 'RESEND_WEBHOOK_SECRET is missing', todo }
    const { data, error } = await resend.webhooks.list()
    if (error?.name === 'restricted_api_key') return restricted
    if (error) return { state: 'unchecked', what: error.message }
    const ours = data.data.find(({ endpoint }) => endpoint === `${appUrl}/api/webhooks/resend`)
    if (!ours) return { state: 'warning', what: 'Resend has none for this address', todo }
    const missing = EVENTS.filter((name) => !ours.events?.some((event) => event === `email.${name}`))
    if (ours.status !== 'enabled')
      return { state: 'warning', what: 'turned off at Resend', todo: 'Turn it on' }
    if (missing.length === 0) return { state: 'ok', what: 'reports every event that we need' }
    return { state: 'warning', what: `doesn’t report ${missing.join(', ')}`, todo: 'Add those events' }
  })
  return [sender, webhook]
}
