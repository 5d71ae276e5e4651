import { environment } from '../support/environment'

export type Email = { path: string; code: string }

/** The newest sign-in email to that address: its link's path, and its code. Throws if none comes. */
export async function newestEmail(to: string): Promise<Email> {
  const { links, text } = await ask(
    `/api/emails/latest?wait=5000&q=/magic-link/&to=${encodeURIComponent(to)}`,
  )
  const { pathname } = new URL(links[0] ?? '')
  return { path: pathname, code: (/^\d{3} \d{3}$/m.exec(text)?.[0] ?? '').replace(' ', '') }
}

/**
 * How many emails were sent to that address, or to all addresses that contain that word. The notices about a new device
 * don't count.
 */
export async function countEmails(toOrWord: string): Promise<number> {
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
