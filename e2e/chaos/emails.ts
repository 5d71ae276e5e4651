import { environment } from '../support/environment'

export type Mail = { path: string; code: string }

/** The newest sign-in mail to that address: its link's path, and its code. Throws where none comes. */
export async function newestMail(to: string): Promise<Mail> {
  const { links, text } = await ask(
    `/api/emails/latest?wait=5000&q=/magic-link/&to=${encodeURIComponent(to)}`,
  )
  const { pathname } = new URL(links[0] ?? '')
  return { path: pathname, code: (/^\d{3} \d{3}$/m.exec(text)?.[0] ?? '').replace(' ', '') }
}

/** How many mails were sent to that address, less the notices of a new browser; to all whose address has that word in it, where it isn't one. */
export async function countMails(toOrWord: string): Promise<number> {
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
