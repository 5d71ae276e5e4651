import { Address } from '@/app/address'
import { documentResponse, unknownLinkResponse } from '@/app/document'
import { CONFIRM_LIFETIME, type EmailChange, type FoundChange } from '@/lib/account'
import type { LiveSession } from '@/lib/auth'
import { ago, signInForm, confirmEmailPage as t } from '@/lib/copy'
import { inMinutes } from '@/lib/platform'

type Session = LiveSession | undefined

/**
 * What the link shows. It names neither the account nor its old address: a visitor who mistypes the
 * new one would tell theirs to a stranger. But it says who stays signed in, because an attacker may
 * try to have their own account confirmed as someone else's.
 */
export function askPage(change: EmailChange, session: Session) {
  const isHere = session?.id === change.sessionId
  const when = ago(change.requestedAt)
  return documentResponse(
    200,
    t.title,
    <form method="post">
      <p>{t.intro(<Address email={change.newEmail} />)}</p>
      <p>{isHere ? t.requestedHere(when) : t.requestedElsewhere(when, change.device)}</p>
      {session && session.userId !== change.userId && (
        <p className="hint">{t.otherAccount(<Address email={session.email} />)}</p>
      )}
      <p>{t.explain}</p>
      <button type="submit">{t.submit}</button>
      {!isHere && <p className="quiet">{t.notYou}</p>}
    </form>,
  )
}

/** The address is changed. The browser that requested it continues; others can get a link. */
export function donePage(status: number, { userId, newEmail }: EmailChange, session: Session) {
  const isTheirs = session?.userId === userId
  return documentResponse(
    status,
    t.done.title,
    <>
      <p>{t.done.intro(<Address email={newEmail} />)}</p>
      <p>{t.done.explain}</p>
      {isTheirs ? (
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
  if (found.state === 'confirmed') return donePage(400, found.change, session)
  if (found.state === 'unknown') return unknownLinkResponse()
  const { title, explain } = t.invalid[found.state]
  return documentResponse(400, title, <p>{explain(inMinutes(CONFIRM_LIFETIME))}</p>)
}
