import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CodeForm } from '@/app/check-email/code-form'
import { SendThere } from '@/app/check-email/did-you-mean'
import { LookAgain } from '@/app/check-email/poll-delivery'
import { SendAgain } from '@/app/check-email/send-again'
import { WatchForSignIn } from '@/app/check-email/watch-for-sign-in'
import { untilNextMail } from '@/lib/auth/cooldown'
import { currentSessionIfKnown } from '@/lib/auth/guard'
import { CHALLENGE_LIFETIME } from '@/lib/auth/magic-link'
import type { PendingAttempt } from '@/lib/auth/pending-cookie'
import { readPending } from '@/lib/auth/request-magic-link'
import { HOME } from '@/lib/auth/return-path'
import { isRecent } from '@/lib/auth/session-lifetime'
import { checkEmail as t } from '@/lib/copy'
import { deliveryOf } from '@/lib/email/delivery'
import { likelyMeant } from '@/lib/email/suggestion'
import { mailboxOf } from '@/lib/email/webmail'
import { inMinutes } from '@/lib/platform/time'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** The waiting room. Whoever is signed in by now, in another tab perhaps, goes on. */
export default async function CheckEmailPage() {
  const attempt = (await readPending())?.attempt
  const session = await currentSessionIfKnown()
  // Whoever confirms that it is still them is signed in already, and waits for the new sign-in.
  if (session && !(attempt?.confirms && !isRecent(session))) redirect(attempt?.next ?? HOME)
  if (!attempt) redirect('/')
  return (
    <>
      <WatchForSignIn />
      {attempt.tooManyTries ? <StartAgain attempt={attempt} /> : <Waiting attempt={attempt} />}
      <SendAgain key={attempt.id} wait={untilNextMail(attempt)} sentAt={attempt.sentAt} />
      <p className="quiet">
        {/* A plain link: nothing here is worth prefetching. */}
        {session ? <a href={attempt.next}>{t.goBack}</a> : <a href="/">{t.otherAddress}</a>}
      </p>
    </>
  )
}

function Waiting({ attempt }: { attempt: PendingAttempt }) {
  const meant = likelyMeant(attempt.email)
  const mailbox = mailboxOf(attempt.email)
  return (
    <>
      <h1>{t.title}</h1>
      <p>
        {t.sent} <strong className="address">{attempt.email}</strong>.
      </p>
      <Delivery messageId={attempt.messageId} />
      {meant && <SendThere email={meant} next={attempt.next} />}
      <p>{t.openHere(inMinutes(CHALLENGE_LIFETIME))}</p>
      {mailbox && (
        <p>
          <a className="button secondary" href={mailbox.url} target="_blank" rel="noopener noreferrer">
            {t.openMailbox(mailbox.name)}
          </a>
        </p>
      )}
      <CodeForm />
    </>
  )
}

/** What became of the mail, as it becomes known: to the browser that asked alone, since its cookie names the mail. */
async function Delivery({ messageId }: { messageId: string | undefined }) {
  const state = messageId ? await deliveryOf(messageId).catch(() => undefined) : undefined
  const isOver = state === 'bounced' || state === 'complained'
  return (
    <>
      {messageId && !isOver && <LookAgain />}
      <p className={isOver ? 'problem' : 'done'} role="status">
        {state && t.delivery[state]}
      </p>
    </>
  )
}

function StartAgain({ attempt }: { attempt: PendingAttempt }) {
  return (
    <div role="alert">
      <h1>{t.tooManyTries.title}</h1>
      <p>
        {t.tooManyTries.explain} <strong className="address">{attempt.email}</strong>.
      </p>
    </div>
  )
}
