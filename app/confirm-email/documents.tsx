import { Address } from '@/app/address'
import { documentResponse, unknownLinkResponse } from '@/app/document'
import { CONFIRM_LIFETIME, type EmailChange, type FoundChange } from '@/lib/account'
import type { LiveSession } from '@/lib/auth'
import { type Copy, deviceIn } from '@/lib/copy'
import { inMinutes } from '@/lib/platform'

type Session = LiveSession | undefined

/** What the link shows where its account is signed in. */
export function askPage(copy: Copy, change: EmailChange, session: LiveSession) {
  const t = copy.confirmEmailPage
  const when = copy.language.words.ago(change.requestedAt)
  return documentResponse(
    copy,
    200,
    t.title,
    <form method="post">
      <p>{t.intro(<Address email={change.newEmail} />)}</p>
      <p>
        {session.id === change.sessionId
          ? t.requestedHere(when)
          : t.requestedElsewhere(when, deviceIn(copy, change.device))}
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
export function elsewherePage(copy: Copy, status: number, change: EmailChange, session: Session) {
  const t = copy.confirmEmailPage
  const { title, requested, explain, notYou } = t.elsewhere
  return documentResponse(
    copy,
    status,
    title,
    <>
      <p>{t.intro(<Address email={change.newEmail} />)}</p>
      <p>{requested(copy.language.words.ago(change.requestedAt), deviceIn(copy, change.device))}</p>
      {session && <p className="hint">{t.otherAccount(<Address email={session.email} />)}</p>}
      <p>{explain}</p>
      <p className="quiet">{notYou}</p>
    </>,
  )
}

/** The address is changed. A browser that is still signed in continues; others can get a link. */
export function donePage(copy: Copy, status: number, { newEmail }: EmailChange, isSignedIn: boolean) {
  const t = copy.confirmEmailPage
  return documentResponse(
    copy,
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
          <button type="submit">{copy.signInForm.submit}</button>
        </form>
      )}
    </>,
  )
}

/** Status 400: this request changed nothing. */
export function invalidPage(copy: Copy, found: Extract<FoundChange, { ok: false }>, session: Session) {
  if (found.state === 'confirmed') {
    return donePage(copy, 400, found.change, session?.userId === found.change.userId)
  }
  if (found.state === 'unknown') return unknownLinkResponse()
  const { title, explain } = copy.confirmEmailPage.invalid[found.state]
  return documentResponse(copy, 400, title, <p>{explain(inMinutes(CONFIRM_LIFETIME))}</p>)
}
