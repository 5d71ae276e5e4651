/** What is known when someone opens a magic link, or presses the button on its page. */
export type Situation = {
  /** A visit (GET) spends nothing in any browser but the one that made the request (ASVS 3.5.3). */
  by: 'visit' | 'button'
  link: 'live' | 'dead' | 'unknown'
  /** Whether this browser requested the link. */
  browser: 'requesting' | 'other'
  session: 'none' | 'same-account' | 'other-account'
  /** The button's page named the account that signing in would sign out. */
  namedOtherAccount: boolean
}

export type Decision =
  | 'sign-in'
  /** Signed in already: go where the link leads. */
  | 'continue'
  /** Show the page with the button. */
  | 'ask'
  /** Show why the link doesn't work. */
  | 'explain'

/** The one place that decides what opening a magic link does. */
export function decide({ by, link, browser, session, namedOtherAccount }: Situation): Decision {
  if (link === 'unknown') return 'explain'
  if (link === 'dead') return session === 'same-account' ? 'continue' : 'explain'

  if (by === 'button') {
    if (session === 'same-account') return 'continue'
    return session === 'none' || namedOtherAccount ? 'sign-in' : 'ask'
  }
  // A new sign-in even if the same account is signed in: a sensitive action wants a recent one.
  if (browser === 'requesting' && session !== 'other-account') return 'sign-in'
  return session === 'same-account' ? 'continue' : 'ask'
}
