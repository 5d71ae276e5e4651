import { Address } from '@/app/address'
import { documentResponse, unknownLinkResponse } from '@/app/document'
import { CONFIRM_LIFETIME, type EmailChange, type FoundChange } from '@/lib/account'
import type { LiveSession } from '@/lib/auth'
import { ago, signInForm, confirmEmailPage as t } from '@/lib/copy'
import { inMinutes } from '@/lib/platform'

type Session = LiveSession | undefined

/** What the link shows where its account is signed in. */
export function askPage(change: EmailChange, session: LiveSession) {
  const when = ago(change.requestedAt)
  return documentResponse(
    200,
    t.title,
    <form method="post">
      <p>{t.intro(<Address email={change.newEmail} />)}</p>
      <p>
        {session.id === change.sessionId ? t.requestedHere(when) : t.requestedElsewhere(when, change.device)}
      </p>
      <p>{t.explain}</p>
      <button type="submit">{t.submit}</button>
    </form>,
  )
}

/**
 * Anywhere else, nothing on the page confirms the change: see `confirmEmailChange`. It names neither
 * the account nor its old address: a visitor who mistypes the new one would tell theirs to a stranger.
 */
export function elsewherePage(status: number, change: EmailChange, session: Session) {
  const { title, requested, explain, notYou } = t.elsewhere
  return documentResponse(
    status,
    title,
    <>
      <p>{t.intro(<Address email={change.newEmail} />)}</p>
      <p>{requested(ago(change.requestedAt), change.device)}</p>
      {session && <p className="hint">{t.otherAccount(<Address email={session.email} />)}</p>}
      <p>{explain}</p>
      <p className="quiet">{notYou}</p>
    </>,
  )
}

/** The address is changed. A browser that is still signed in continues; others can get a link. */
export function donePage(status: number, { newEmail }: EmailChange, isSignedIn: boolean) {
  return documentResponse(
    status,
    t.done.title,
    <>
      <p>{t.done.intro(<Address email={newEmail} />)}</p>
      <p>{t.done.explain}</p>
      {isSignedIn ? (
        <p>
          <a className="button" href="/account">
            {t.done.continue}
          </a>
        </p>
      ) : (
        <form method="post" action="/magic-link">
          <p>{t.done.signIn}</p>
          <input type="hidden" name="email" value={newEmail} />
          <button type="submit">{signInForm.submit}</button>
        </form>
      )}
    </>,
  )
}

/** Status 400: this request changed nothing. */
export function invalidPage(found: Extract<FoundChange, { ok: false }>, session: Session) {
  if (found.state === 'confirmed') {
    return donePage(400, found.change, session?.userId === found.change.userId)
  }
  if (found.state === 'unknown') return unknownLinkResponse()
  const { title, explain } = t.invalid[found.state]
  return documentResponse(400, title, <p>{explain(inMinutes(CONFIRM_LIFETIME))}</p>)
}
