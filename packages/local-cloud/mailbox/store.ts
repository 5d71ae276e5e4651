import { addressIn, type Email, wasSent } from './email'

export type Query = {
  to?: string
  since?: Date
  /** Words that must all be in the addresses, the subject or the text. */
  q?: string
  /** Include emails that were refused, and so never sent. */
  refused?: boolean
}

const KEPT = 500

/** The newest emails of this run. One that changes is replaced by a new object. */
export class Mailbox {
  #newestFirst: Email[] = []
  #watchers = new Set<() => void>()

  add(email: Email): void {
    this.#replace([email, ...this.#newestFirst].slice(0, KEPT))
  }

  get(id: string): Email | undefined {
    return this.#newestFirst.find((email) => email.id === id)
  }

  /** Newest first. */
  find(query: Query = {}): Email[] {
    return this.#newestFirst.filter((email) => matches(email, query))
  }

  /** Does nothing if the email is no longer here. */
  change(id: string, changed: (email: Email) => Email): void {
    this.#replace(this.#newestFirst.map((email) => (email.id === id ? changed(email) : email)))
  }

  clear(): void {
    this.#replace([])
  }

  /** Calls `tell` after each change. Returns a function that stops it. */
  watch(tell: () => void): () => void {
    this.#watchers.add(tell)
    return () => this.#watchers.delete(tell)
  }

  /** The newest email that matches, waited for up to `ms` or until `signal` aborts. */
  latest(query: Query, ms: number, signal: AbortSignal): Promise<Email | undefined> {
    return new Promise((resolve) => {
      const finish = (email?: Email) => {
        clearTimeout(timer)
        stop()
        resolve(email)
      }
      const look = () => {
        const [email] = this.find(query)
        if (email) finish(email)
      }
      const timer = setTimeout(finish, ms)
      const stop = this.watch(look)
      signal.addEventListener('abort', () => finish(), { once: true })
      look()
    })
  }

  #replace(emails: Email[]): void {
    this.#newestFirst = emails
    for (const tell of this.#watchers) tell()
  }
}

function matches(email: Email, { to, since, q, refused }: Query): boolean {
  if (!refused && !wasSent(email)) return false
  if (since && new Date(email.createdAt) < since) return false
  if (q && !contains(email, q)) return false
  if (to === undefined) return true
  const wanted = addressIn(to) ?? to.toLowerCase()
  return email.to.some((recipient) => addressIn(recipient) === wanted)
}

function contains({ to, from, subject, text }: Email, q: string): boolean {
  const whole = [...to, from, subject, text ?? ''].join('\n').toLowerCase()
  const words = q.toLowerCase().split(/\s+/)
  return words.every((word) => whole.includes(word))
}
