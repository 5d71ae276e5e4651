import { addressIn, type Mail, wasSent } from './mail'

export type Query = {
  to?: string
  since?: Date
  /** Words that all stand in the addresses, the subject or the text. */
  q?: string
  /** With the mails that were refused, and so never sent. */
  refused?: boolean
}

const KEPT = 500

/** The newest mails of this run, and those who want to hear of them. A mail that changes is a new object. */
export class Mailbox {
  #newestFirst: Mail[] = []
  #arrivals = new Set<(mail: Mail) => void>()
  #changes = new Set<(id: string | undefined) => void>()

  add(mail: Mail): void {
    this.#newestFirst = [mail, ...this.#newestFirst].slice(0, KEPT)
    this.#tell(mail.id)
    if (wasSent(mail)) for (const tell of this.#arrivals) tell(mail)
  }

  get(id: string): Mail | undefined {
    return this.#newestFirst.find((mail) => mail.id === id)
  }

  /** Newest first. */
  find(query: Query = {}): Mail[] {
    return this.#newestFirst.filter((mail) => matches(mail, query))
  }

  /** Nothing happens to a mail that is no longer here. */
  change(id: string, changed: (mail: Mail) => Mail): void {
    const at = this.#newestFirst.findIndex((mail) => mail.id === id)
    const mail = this.#newestFirst[at]
    if (!mail) return
    this.#newestFirst = this.#newestFirst.with(at, changed(mail))
    this.#tell(id)
  }

  remove(id: string): void {
    this.#newestFirst = this.#newestFirst.filter((mail) => mail.id !== id)
    this.#tell(undefined)
  }

  clear(): void {
    this.#newestFirst = []
    this.#tell(undefined)
  }

  /** Calls `tell` with each mail that was sent. Returns what ends that. */
  onMail(tell: (mail: Mail) => void): () => void {
    this.#arrivals.add(tell)
    return () => this.#arrivals.delete(tell)
  }

  /** Calls `tell` with the id of each mail that is new or changed, and with undefined when some are gone. */
  onChange(tell: (id: string | undefined) => void): () => void {
    this.#changes.add(tell)
    return () => this.#changes.delete(tell)
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
      const stop = this.onMail((mail) => matches(mail, query) && finish(mail))
      signal.addEventListener('abort', giveUp)
    })
  }

  #tell(id: string | undefined): void {
    for (const tell of this.#changes) tell(id)
  }
}

function matches(mail: Mail, { to, since, q, refused }: Query): boolean {
  if (!refused && !wasSent(mail)) return false
  if (since && new Date(mail.createdAt) < since) return false
  if (q && !contains(mail, q)) return false
  if (to === undefined) return true
  const wanted = addressIn(to) ?? to.toLowerCase()
  return mail.to.some((recipient) => addressIn(recipient) === wanted)
}

function contains({ to, from, subject, text }: Mail, q: string): boolean {
  const whole = [...to, from, subject, text ?? ''].join('\n').toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word))
}
