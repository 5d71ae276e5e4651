export type Mail = {
  id: string
  from: string
  to: string[]
  subject: string
  html?: string
  text?: string
  headers: Record<string, string>
  replyTo?: string[]
  tags?: { name: string; value: string }[]
  /** ISO 8601, in UTC */
  createdAt: string
}
export type Query = { to?: string; since?: Date }

const KEPT = 500

/** The newest mails of this run, and those who want to hear of the next one. */
export class Mailbox {
  #newestFirst: Mail[] = []
  #listeners = new Set<(mail: Mail | undefined) => void>()

  add(mail: Mail): void {
    this.#newestFirst = [mail, ...this.#newestFirst].slice(0, KEPT)
    for (const tell of this.#listeners) tell(mail)
  }

  get(id: string): Mail | undefined {
    return this.#newestFirst.find((mail) => mail.id === id)
  }

  /** Newest first. */
  find(query: Query = {}): Mail[] {
    return this.#newestFirst.filter((mail) => matches(mail, query))
  }

  clear(): void {
    this.#newestFirst = []
    for (const tell of this.#listeners) tell(undefined)
  }

  /** Calls `tell` with each new mail, and with undefined when all are forgotten. Returns what ends that. */
  onChange(tell: (mail: Mail | undefined) => void): () => void {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  /** The newest mail that matches, waited for up to `ms` or until `signal`. */
  latest(query: Query, ms: number, signal: AbortSignal): Promise<Mail | undefined> {
    const [present] = this.find(query)
    if (present || ms <= 0 || signal.aborted) return Promise.resolve(present)
    return new Promise((resolve) => {
      const finish = (mail?: Mail) => {
        clearTimeout(timer)
        stop()
        signal.removeEventListener('abort', giveUp)
        resolve(mail)
      }
      const giveUp = () => finish()
      const timer = setTimeout(giveUp, ms)
      const stop = this.onChange((mail) => mail && matches(mail, query) && finish(mail))
      signal.addEventListener('abort', giveUp)
    })
  }
}

/** The address in `Name <address>` or alone, in lower case. Undefined when it can't be one. */
export function addressIn(text: string): string | undefined {
  const [, named, bare] = /^(?:[^<>]*<([^<>]*)>|([^<>]*))$/.exec(text.trim()) ?? []
  const address = (named ?? bare ?? '').toLowerCase()
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(address) ? address : undefined
}

/** All web addresses in a mail's text part, in order, once each. */
export function linksIn(mail: Mail): string[] {
  return [...new Set(mail.text?.match(LINK) ?? [])]
}

/** A web address in running text, without the punctuation that ends its sentence. */
export const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}]/g

/** The Message-ID that the mail would have had. */
export function messageId(mail: Mail): string {
  return `<${mail.id}@mailbox.invalid>`
}

function matches(mail: Mail, { to, since }: Query): boolean {
  if (since && new Date(mail.createdAt) < since) return false
  if (to === undefined) return true
  const wanted = addressIn(to) ?? to.toLowerCase()
  return mail.to.some((recipient) => addressIn(recipient) === wanted)
}
