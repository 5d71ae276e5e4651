import { redirect } from 'next/navigation'
import { CodeForm } from '@/app/(public)/check-email/code-form'
import { DidYouMean } from '@/app/(public)/check-email/did-you-mean'
import { Help } from '@/app/(public)/check-email/help'
import { NoCookie } from '@/app/(public)/check-email/no-cookie'
import { Progress } from '@/app/(public)/check-email/progress'
import { SendAgain } from '@/app/(public)/check-email/send-again'
import { Suppressed } from '@/app/(public)/check-email/suppressed'
import { WatchForSignIn } from '@/app/(public)/check-email/watch-for-sign-in'
import { Address } from '@/app/address'
import { PageDocument } from '@/app/page-document'
import { Refresh } from '@/app/refresh'
import { Sending } from '@/app/sending'
import { titled } from '@/app/titled'
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
import type { Copy } from '@/lib/copy'
import { suggestEmail, webmailFor } from '@/lib/email'
import { copyForRequest, typedBefore } from '@/lib/http'
import { env, inMinutes, minutes, seconds } from '@/lib/platform'

export const generateMetadata = titled(({ checkEmail }) => checkEmail.title)

/** An email should have arrived by then. */
const LATE = minutes(1)

/** The waiting room. */
export default async function CheckEmailPage() {
  const all = await copyForRequest()
  return <PageDocument t={all}>{await roomFor(all)}</PageDocument>
}

/** A visitor who is signed in by now, in another tab perhaps, continues. */
async function roomFor(all: Copy) {
  const t = all.checkEmail
  const attempt = await pendingAttempt()
  const session = await currentSessionIfKnown()
  if (attempt === 'unknown') return session ? redirect(HOME) : <Unknown t={t} />
  // A visitor who reauthenticates is signed in already, and waits for the new sign-in.
  if (session && !(attempt?.reauthenticates && !isRecent(session))) redirect(attempt?.next ?? HOME)
  if (!attempt) return (await cameWithoutCookie()) ? <NoCookie t={all.noCookie} /> : redirect('/')
  const isOver = attempt.tooManyTries || attempt.emailState === 'failed'
  const isLate = Date.now() - attempt.since > LATE
  return (
    <>
      <WatchForSignIn />
      <Room copy={all} attempt={attempt} />
      {(attempt.tooManyTries || !attempt.suppression) && (
        <SendAgain
          key={attempt.id}
          t={{
            ...{ mayNow: t.mayNow, sendAgain: t.sendAgain, sending: t.sending },
            ...{ waitFor: t.waitFor('{soon}'), locale: all.language.words.locale },
          }}
          wait={attempt.cooldown}
          requestedAt={attempt.requestedAt}
          isFirst={isOver}
        />
      )}
      <Help t={t.help} isLate={isLate} contact={env().supportContact} />
      <p className="quiet">
        {/* A plain link: nothing here is worth prefetching. */}
        {session ? <a href="/account">{t.goBack}</a> : <a href="/">{t.otherAddress}</a>}
      </p>
      <p className="quiet">{all.common.reference(attempt.reference)}</p>
    </>
  )
}

type RoomProps = { copy: Copy; attempt: PendingAttempt }

function Room({ copy, attempt }: RoomProps) {
  if (attempt.tooManyTries) return <StartAgain t={copy.checkEmail} email={attempt.email} />
  if (attempt.suppression) return <NoEmail copy={copy} attempt={attempt} why={attempt.suppression} />
  return <Waiting copy={copy} attempt={attempt} />
}

/** @param props.why its times are milliseconds since 1970 */
function NoEmail({ copy, attempt, why }: RoomProps & { why: NonNullable<PendingAttempt['suppression']> }) {
  const t = copy.checkEmail.suppressed
  return (
    <Suppressed key={attempt.id} submit={t.submit} submitting={copy.checkEmail.sending}>
      <h1>{t.title}</h1>
      <p>{t[why.reason](<Address email={attempt.email} />, new Date(why.since))}</p>
      <p>{why.until ? t.waitOrSend(new Date(why.until)) : t.send}</p>
    </Suppressed>
  )
}

async function Waiting({ copy, attempt }: RoomProps) {
  const { checkEmail: t, errors } = copy
  const { email, emailState } = attempt
  const isSent = emailState !== 'failed'
  const address = <Address email={email} />
  const typed = await typedBefore(['/check-email'])
  return (
    <>
      <h1>{t.title}</h1>
      <p>{isSent ? t.sent(address) : t.tried(address)}</p>
      {!isBad(emailState) && <Progress t={t.steps} attempt={attempt} />}
      <News t={t} attempt={attempt} />
      {isSent && <Hints t={t} attempt={attempt} />}
      {/* An email may arrive that the provider hasn't confirmed. */}
      <CodeForm
        t={{ elsewhere: t.elsewhere, code: t.code, submit: t.submit, submitting: t.submitting }}
        className={isSent ? undefined : 'secondary'}
        answer={typed && { code: typed.code, problem: errors.outdated }}
      />
    </>
  )
}

type Sentences = Copy['checkEmail']

function Hints({ t, attempt }: { t: Sentences; attempt: PendingAttempt }) {
  const { email, reauthenticates } = attempt
  // The address of an account is right.
  const meant = reauthenticates ? undefined : suggestEmail(email)
  const webmail = webmailFor(email)
  return (
    <>
      {meant && <DidYouMean t={t} email={meant} />}
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
function News({ t, attempt }: { t: Sentences; attempt: PendingAttempt }) {
  const { emailState: state, isOpened } = attempt
  return (
    <>
      {state === 'queued' ? <Sending /> : !isBad(state) && <Refresh every={seconds(3)} />}
      <p className={isBad(state) ? 'problem' : 'done'} role="status">
        {isOpened && !isBad(state) ? t.opened : t.emailState[state]}
      </p>
    </>
  )
}

const isBad = (state: PendingAttempt['emailState']) => ['failed', 'bounced', 'complained'].includes(state)

function StartAgain({ t, email }: { t: Sentences; email: string }) {
  return (
    <div role="alert">
      <h1>{t.tooManyTries.title}</h1>
      <p>{t.tooManyTries.explain(<Address email={email} />)}</p>
    </div>
  )
}

/** Redis is down. */
function Unknown({ t }: { t: Sentences }) {
  return (
    <>
      <h1>{t.unknown.title}</h1>
      <p>{t.unknown.explain}</p>
      <p>
        <a href="/check-email">{t.unknown.again}</a>
      </p>
      <Refresh every={seconds(5)} />
    </>
  )
}
