// Where this browser's tabs on our origin hear each other. A message from a tab proves nothing: those
// who hear it ask the server again.

/** Who is signed in, by the account's id; null if no one is. */
type Account = string | null

const channel = () => new BroadcastChannel('sign-in')

/** Tells this browser's other tabs who is signed in, as the server has just said. */
export function announce(account: Account): void {
  const speaker = channel()
  speaker.postMessage(account)
  speaker.close()
}

/** @returns what ends listening */
export function listen(onAccount: (account: Account) => void): () => void {
  const listener = channel()
  listener.onmessage = ({ data }: MessageEvent<Account>) => onAccount(data)
  return () => listener.close()
}
