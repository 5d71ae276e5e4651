import 'server-only'

/** An email as it goes out: one person, one kind, both parts rendered. */
export type Message = {
  /** With the kind, names the email: one email, however often it's tried. */
  id: string
  kind: string
  /** Whose email it is. */
  app: string
  /** What webhook events about it are noted for. */
  attempt?: string
  to: string
  subject: string
  html: string
  text: string
}

/** What became of one try. Never a word of the email, an address or a password: it's logged. */
export type Try =
  | { outcome: 'accepted'; provider: string }
  /** Nothing was sent, and calls should go more slowly. */
  | { outcome: 'too-fast'; headers: Record<string, string> | null; error?: string; status?: number }
  /** Another try may work, and makes no second email. */
  | { outcome: 'failed'; error?: string; status?: number }
  /** Another try wouldn't work, or could make a second email. */
  | { outcome: 'refused'; error?: string; status?: number }

/** A way to send email. */
export type Transport = {
  /** Milliseconds that one try may take. */
  tryTimeout: number
  /** Tries once, until the signal aborts. Never throws for what a server or the network does. */
  send(message: Message, signal: AbortSignal): Promise<Try>
}

/** What every email of ours says of itself: RFC 3834, and for Gmail, that it is no part of a thread. */
export const headersOf = ({ id }: Message) => ({ 'Auto-Submitted': 'auto-generated', 'X-Entity-Ref-ID': id })
