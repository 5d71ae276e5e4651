import { Address } from '@/app/address'
import { documentResponse } from '@/app/document'
import { emailInput } from '@/app/email-input'
import { RememberMe } from '@/app/remember'
import { HOME, linkLifetime, type OpenedLink } from '@/lib/auth'
import { type Copy, deviceIn } from '@/lib/copy'
import { inMinutes } from '@/lib/platform'

// Whole documents without scripts, because a page can't respond with status 400.

/** Posts here instead of to its own URL, which may not be decodable. */
const SEND_NEW = '/magic-link'

type Opened<Outcome> = Extract<OpenedLink, { outcome: Outcome }>

/**
 * What another browser gets, or one in which another account is signed in. Looking at it spends
 * nothing: only the button uses the link.
 */
export function confirmPage(copy: Copy, opened: Opened<'ask'>) {
  const { link, isRequestingBrowser, remember, keepsNoCookie, session } = opened
  const { linkPage: t, common } = copy
  const when = copy.language.words.ago(link.createdAt)
  return documentResponse(
    copy,
    200,
    t.confirm.title,
    <form method="post">
      <p>{t.confirm.intro(<Address email={link.email} />)}</p>
      <p>
        {isRequestingBrowser
          ? t.confirm.requestedHere(when)
          : t.confirm.requestedElsewhere(when, deviceIn(copy, link.device))}
      </p>
      {session && (
        <p className="hint">
          {t.confirm.otherAccount(<Address email={session.email} />)}
          <input type="hidden" name="replaces" value={session.email} />
        </p>
      )}
      <p>{t.confirm.explain}</p>
      {keepsNoCookie && (
        <p className="problem" role="alert">
          {t.confirm.noCookie}
        </p>
      )}
      {/* This page sets a cookie, if there is none. */}
      <input type="hidden" name="cookie" value="expected" />
      <RememberMe label={common.keepSignedIn} isTicked={remember} />
      <button type="submit">{session ? t.confirm.change : t.confirm.submit}</button>
      {!isRequestingBrowser && <p className="quiet">{t.confirm.elsewhere}</p>}
    </form>,
  )
}

/** Why the link doesn't work, with a way to send a new one to the same address. */
export function invalidPage(copy: Copy, { reason, sendTo, session, reference }: Opened<'invalid'>) {
  const { linkPage: t, common } = copy
  return documentResponse(
    copy,
    400,
    t.invalid.title,
    <>
      <p>{t.invalid.reasons[reason](inMinutes(linkLifetime()))}</p>
      {session && (
        <p>
          {t.invalid.signedInAs(<Address email={session.email} />)} <a href={HOME}>{t.invalid.continue}</a>
        </p>
      )}
      <form method="post" action={SEND_NEW} noValidate>
        {sendTo ? (
          <p>
            {t.invalid.sendTo(<Address email={sendTo.email} />)}
            <input type="hidden" name="email" value={sendTo.email} />
            <input type="hidden" name="next" value={sendTo.next} />
            <input type="hidden" name="remember" value={sendTo.remember ? 'yes' : 'no'} />
          </p>
        ) : (
          <EmailField copy={copy} label={t.invalid.ask} />
        )}
        <button type="submit">{t.invalid.submit}</button>
      </form>
      {reference && <p className="quiet">{common.reference(reference)}</p>}
    </>,
    { documentTitle: t.invalid.documentTitle },
  )
}

/** The new email wasn't sent. Keeps what was typed. @param retryAfter seconds */
export function notSentPage(
  copy: Copy,
  status: number,
  problem: string,
  typed: { email: string; next: string; ticket?: string },
  retryAfter?: number,
) {
  const { linkPage: t, common } = copy
  return documentResponse(
    copy,
    status,
    t.notSent.title,
    <form method="post" action={SEND_NEW} noValidate>
      <input type="hidden" name="next" value={typed.next} />
      {typed.ticket && <input type="hidden" name="ticket" value={typed.ticket} />}
      <EmailField copy={copy} label={common.email} problem={problem} value={typed.email} />
      <button type="submit">{t.invalid.submit}</button>
    </form>,
    retryAfter === undefined ? {} : { headers: { 'Retry-After': String(retryAfter) } },
  )
}

function EmailField(props: { copy: Copy; label: string; problem?: string; value?: string }) {
  return (
    <div className="field">
      <label htmlFor="email">{props.label}</label>
      <input
        id="email"
        {...emailInput(props.copy)}
        defaultValue={props.value}
        aria-invalid={props.problem ? true : undefined}
        aria-describedby="problem"
      />
      <p id="problem" className="problem" role="alert">
        {props.problem}
      </p>
    </div>
  )
}
