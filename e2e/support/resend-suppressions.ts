import { Resend } from 'resend'
import { newAddress } from './redemption'

// Resend's own suppression list, as its API tells it.

const { RESEND_API_KEY, RESEND_BASE_URL: baseUrl } = process.env
const resend = () => new Resend(RESEND_API_KEY, { baseUrl })

/** Why an address is on Resend's list; undefined if it isn't. */
export async function listedAtResend(email: string): Promise<string | undefined> {
  return (await resend().suppressions.get(email)).data?.origin
}

/** Puts an address of its own on that list, by an email that bounces or is complained about. */
export async function suppressAtResend(origin: 'bounce' | 'complaint'): Promise<string> {
  const to = `${origin === 'bounce' ? 'bounce' : 'complain'}-${newAddress()}`
  const { error } = await resend().emails.send({
    from: 'us@example.com',
    to,
    subject: 'Hello',
    text: 'Hello',
  })
  if (error) throw new Error(error.message)
  for (let tries = 0; tries < 100; tries++) {
    if ((await listedAtResend(to)) === origin) return to
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('Resend has not listed the address')
}
