import { documentResponse } from '@/app/document'
import {
  type AddressChange,
  CONFIRM_LIFETIME,
  type NotConfirmed,
  type NotFound,
} from '@/lib/account/email-change'
import type { LiveSession } from '@/lib/auth/session'
import { linkPage, signInForm, newAddressPage as t } from '@/lib/copy'
import { inMinutes, minutes } from '@/lib/platform/time'

type Session = LiveSession | undefined

/**
 * What the link shows. It names neither the account nor its old address: whoever mistyped the new one would tell theirs to a
 * stranger. But it says who stays signed in, since somebody may try to have their account confirmed as another's.
 */
export function askPage(change: AddressChange, session: Session) {
  const isHere = session?.id === change.sessionId
  const where = isHere ? linkPage.confirm.here : linkPage.confirm.anotherBrowser(change.device)
  const minutesAgo = Math.floor((Date.now() - change.askedAt) / minutes(1))
  return documentResponse(
    200,
    t.title,
    <form method="post">
      <p>
        {t.intro} <strong className="address">{change.newEmail}</strong>.
      </p>
      <p>{t.askedFor(minutesAgo, where)}</p>
      {session && session.userId !== change.userId && <p className="hint">{t.otherAccount(session.email)}</p>}
      <p>{t.explain}</p>
      <button type="submit">{t.submit}</button>
      {!isHere && <p className="quiet">{t.notYou}</p>}
    </form>,
  )
}

/** The change is made: the browser that asked goes on, any other may have a sign-in link with one click. */
export function donePage(status: number, { userId, newEmail }: AddressChange, session: Session) {
  const isTheirs = session?.userId === userId
  return documentResponse(
    status,
    t.done.title,
    <>
      <p>
        {t.done.intro} <strong className="address">{newEmail}</strong>.
      </p>
      <p>{t.done.explain}</p>
      {isTheirs ? (
        <p>
          <a className="button" href="/account">
            {t.done.goOn}
          </a>
        </p>
      ) : (
        <form method="post" action="/magic-link/again">
          <p>{t.done.signIn}</p>
          <input type="hidden" name="email" value={newEmail} />
          <button type="submit" name="intent" value="send">
            {signInForm.submit}
          </button>
        </form>
      )}
    </>,
  )
}

/** Status 400: nothing was changed by this request. */
export function invalidPage(found: NotFound<NotConfirmed>, session: Session) {
  if (found.reason === 'done') return donePage(400, found.change, session)
  if (found.reason === 'unknown') {
    const { title, reasons } = linkPage.invalid
    return documentResponse(400, title, <p>{reasons.unknown()}</p>)
  }
  const { title, explain } = t.invalid[found.reason]
  return documentResponse(400, title, <p>{explain(inMinutes(CONFIRM_LIFETIME))}</p>)
}
