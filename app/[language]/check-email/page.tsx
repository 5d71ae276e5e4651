import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CodeForm } from '@/app/[language]/check-email/code-form'
import { DidYouMean } from '@/app/[language]/check-email/did-you-mean'
import { Help } from '@/app/[language]/check-email/help'
import { NoCookie } from '@/app/[language]/check-email/no-cookie'
import { SendAgain } from '@/app/[language]/check-email/send-again'
import { Suppressed } from '@/app/[language]/check-email/suppressed'
import { WatchForSignIn } from '@/app/[language]/check-email/watch-for-sign-in'
import { Address } from '@/app/address'
import { Refresh } from '@/app/refresh'
import { Sending } from '@/app/sending'
import {
  CODE_LIFETIME,
  cameWithoutCookie,
  currentSessionIfKnown,
  HOME,
  isRecent,
  linkLifetime,
  type PendingAttempt,
  pendingAttempt,
} from '@/lib/auth'
import { common, errors, checkEmail as t } from '@/lib/copy'
import { suggestEmail, webmailFor } from '@/lib/email'
import { typedBefore } from '@/lib/http'
import { env, inMinutes, minutes, seconds } from '@/lib/platform'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** An email should have arrived by then. */
const LATE = minutes(1)

/** The waiting room. A visitor who is signed in by now, in another tab perhaps, continues. */
export default async function CheckEmailPage() {
  const attempt = await pendingAttempt()
  const session = await currentSessionIfKnown()
  if (attempt === 'unknown') return session ? redirect(HOME) : <Unknown />
  // A visitor who reauthenticates is signed in already, and waits for the new sign-in.
  if (session && !(attempt?.reauthenticates && !isRecent(session))) redirect(attempt?.next ?? HOME)
  if (!attempt) return (await cameWithoutCookie()) ? <NoCookie /> : redirect('/')
  const isOver = attempt.tooManyTries || attempt.emailState === 'failed'
  const isLate = Date.now() - attempt.since > LATE
  return (
    <>
      <WatchForSignIn />
      <Room attempt={attempt} />
      {(attempt.tooManyTries || !attempt.suppression) && (
        <SendAgain
          key={attempt.id}
          wait={attempt.cooldown}
          requestedAt={attempt.requestedAt}
          isFirst={isOver}
        />
      )}
      <Help isLate={isLate} contact={env().supportContact} />
      <p className="quiet">
        {/* A plain link: nothing here is worth prefetching. */}
        {session ? <a href="/account">{t.goBack}</a> : <a href="/">{t.otherAddress}</a>}
      </p>
      <p className="quiet">{common.reference(attempt.reference)}</p>
    </>
  )
}

function Room({ attempt }: { attempt: PendingAttempt }) {
  const { id, email, suppression, tooManyTries } = attempt
  if (tooManyTries) return <StartAgain attempt={attempt} />
  if (suppression) return <Suppressed key={id} email={email} suppression={suppression} />
  return <Waiting attempt={attempt} />
}

async function Waiting({ attempt }: { attempt: PendingAttempt }) {
  const { email, emailState } = attempt
  const isSent = emailState !== 'failed'
  const address = <Address email={email} />
  const typed = await typedBefore(['/check-email'])
  return (
    <>
      <h1>{t.title}</h1>
      <p>{isSent ? t.sent(address) : t.tried(address)}</p>
      <News state={emailState} />
      {isSent && <Hints attempt={attempt} />}
      {/* An email may arrive that the provider hasn't confirmed. */}
      <CodeForm
        className={isSent ? undefined : 'secondary'}
        answer={typed && { code: typed.code, problem: errors.outdated }}
      />
    </>
  )
}

function Hints({ attempt: { email, reauthenticates } }: { attempt: PendingAttempt }) {
  // The address of an account is right.
  const meant = reauthenticates ? undefined : suggestEmail(email)
  const webmail = webmailFor(email)
  return (
    <>
      {meant && <DidYouMean email={meant} />}
      <p>{t.openHere({ link: inMinutes(linkLifetime()), code: inMinutes(CODE_LIFETIME) })}</p>
      {webmail && (
        <p>
          <a className="button secondary" href={webmail.url} target="_blank" rel="noopener noreferrer">
            {t.openWebmail(webmail.name)}
          </a>
        </p>
      )}
    </>
  )
}

/** What became of the email so far, shown only to the browser that requested it. */
function News({ state }: { state: PendingAttempt['emailState'] }) {
  const isBad = ['failed', 'bounced', 'complained'].includes(state)
  return (
    <>
      {state === 'queued' ? <Sending /> : !isBad && <Refresh every={seconds(3)} />}
      <p className={isBad ? 'problem' : 'done'} role="status">
        {t.emailState[state]}
      </p>
    </>
  )
}

function StartAgain({ attempt }: { attempt: PendingAttempt }) {
  return (
    <div role="alert">
      <h1>{t.tooManyTries.title}</h1>
      <p>{t.tooManyTries.explain(<Address email={attempt.email} />)}</p>
    </div>
  )
}

/** Redis is down. */
function Unknown() {
  return (
    <>
      <h1>{t.unknown.title}</h1>
      <p>{t.unknown.explain}</p>
      <p>
        <a href="/check-email">{t.unknown.again}</a>
      </p>
    </>
  )
}
