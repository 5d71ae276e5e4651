import { documentResponse } from '@/app/document'
import { KeepSignedIn } from '@/app/remember'
import { CHALLENGE_LIFETIME, type Challenge } from '@/lib/auth/magic-link'
import { HOME } from '@/lib/auth/return-path'
import type { LiveSession } from '@/lib/auth/session'
import { common, signInForm, linkPage as t } from '@/lib/copy'
import { inMinutes, minutes } from '@/lib/platform/time'

// Whole documents without scripts, since a page can't answer with status 400.

/** Where a new mail is asked for: no link, so that one which is no good (`/magic-link/%`) needn't be posted to. */
const SEND_AGAIN = '/magic-link/again'

/**
 * What another browser gets, or one in which another account is signed in. Looking at it spends nothing: the link is used
 * by the button alone. @param isHere whether this is the browser that asked
 */
export function confirmPage(challenge: Challenge, isHere: boolean, session: LiveSession | undefined) {
  const where = isHere ? t.confirm.here : t.confirm.anotherBrowser(challenge.device)
  const minutesAgo = Math.floor((Date.now() - challenge.createdAt) / minutes(1))
  return documentResponse(
    200,
    t.confirm.title,
    <form method="post">
      <p>
        {t.confirm.intro} <strong className="address">{challenge.email}</strong>.
      </p>
      <p>{t.confirm.askedFor(minutesAgo, where)}</p>
      {session && (
        <p className="hint">
          {t.confirm.otherAccount(session.email)}
          <input type="hidden" name="replaces" value={session.email} />
        </p>
      )}
      <p>{t.confirm.explain}</p>
      <KeepSignedIn />
      <button type="submit" name="intent" value="sign-in">
        {session ? t.confirm.change : t.confirm.submit}
      </button>
      {!isHere && <p className="quiet">{t.confirm.elsewhere}</p>}
    </form>,
  )
}

/** The link is no good. @param known where to send a new one and where they were going, if anybody knows */
export function invalidPage(
  reason: keyof typeof t.invalid.reasons,
  known: { email: string; next: string } | undefined,
  session: LiveSession | undefined,
) {
  return documentResponse(
    400,
    t.invalid.title,
    <>
      <p>{t.invalid.reasons[reason](inMinutes(CHALLENGE_LIFETIME))}</p>
      {session && (
        <p>
          {t.invalid.signedInAs} <strong className="address">{session.email}</strong>.{' '}
          <a href={HOME}>{t.invalid.goOn}</a>
        </p>
      )}
      <form method="post" action={SEND_AGAIN} noValidate>
        {known ? (
          <p>
            {t.invalid.sendTo} <strong className="address">{known.email}</strong>.
            <input type="hidden" name="email" value={known.email} />
            <input type="hidden" name="next" value={known.next} />
          </p>
        ) : (
          <EmailField label={t.invalid.ask} />
        )}
        <button type="submit" name="intent" value="send">
          {t.invalid.submit}
        </button>
      </form>
    </>,
  )
}

/** The new mail that was asked for didn't go out, for a reason that `problem` tells. Keeps what was typed. */
export function notSentPage(
  status: number,
  problem: string,
  typed: { email: string; next: string },
  retryAfter?: number,
) {
  return documentResponse(
    status,
    t.notSent.title,
    <form method="post" action={SEND_AGAIN} noValidate>
      <input type="hidden" name="next" value={typed.next} />
      <EmailField label={common.email} problem={problem} value={typed.email} />
      <button type="submit" name="intent" value="send">
        {t.invalid.submit}
      </button>
    </form>,
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  )
}

function EmailField(props: { label: string; problem?: string; value?: string }) {
  return (
    <div className="field">
      <label htmlFor="email">{props.label}</label>
      <input
        id="email"
        name="email"
        type="email"
        defaultValue={props.value}
        placeholder={signInForm.emailPlaceholder}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={props.problem ? true : undefined}
        aria-describedby="problem"
      />
      <p id="problem" className="problem" role="alert">
        {props.problem}
      </p>
    </div>
  )
}
