import { environment } from '../support/environment'
import { redis } from './redis'

export type Email = { path: string; code: string }

/**
 * The newest sign-in email to that address, sent at that moment or later: its link's path, and its code. Throws if none
 * comes: emails are sent after the response.
 */
export async function newestEmail(to: string, since = new Date(0)): Promise<Email> {
  const { links, text } = await ask(
    `/api/emails/latest?wait=5000&q=/magic-link/&since=${since.toISOString()}&to=${encodeURIComponent(to)}`,
  )
  const { pathname } = new URL(links[0] ?? '')
  return { path: pathname, code: (/^\d{3} \d{3}$/m.exec(text)?.[0] ?? '').replace(' ', '') }
}

/**
 * How many emails were sent to that address, or to all addresses that contain that word, with those that are on their way.
 * The notices about a new device don't count.
 */
export async function countEmails(toOrWord: string): Promise<number> {
  await redis.untilSent((email) => email.includes(toOrWord))
  const query = toOrWord.includes('@') ? 'to' : 'q'
  const { emails }: { emails: { tags?: { value: string }[] }[] } = await ask(
    `/api/emails?${query}=${encodeURIComponent(toOrWord)}`,
  )
  return emails.filter(({ tags }) => !tags?.some((tag) => tag.value === 'new-device')).length
}

async function ask(path: string) {
  const answer = await fetch(new URL(path, environment.mailboxUrl))
  if (!answer.ok) throw new Error(`The mailbox answered ${answer.status} to ${path}.`)
  return answer.json()
}
