import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Address } from '@/app/address'
import { CodeForm } from '@/app/check-email/code-form'
import { DidYouMean } from '@/app/check-email/did-you-mean'
import { PollDelivery } from '@/app/check-email/poll-delivery'
import { SendAgain } from '@/app/check-email/send-again'
import { WatchForSignIn } from '@/app/check-email/watch-for-sign-in'
import {
  cooldownLeft,
  currentSessionIfKnown,
  HOME,
  isRecent,
  LINK_LIFETIME,
  type PendingAttempt,
  pendingAttempt,
} from '@/lib/auth'
import { checkEmail as t } from '@/lib/copy'
import { deliveryOf, suggestEmail, webmailFor } from '@/lib/email'
import { inMinutes } from '@/lib/platform'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

/** The waiting room. A visitor who is signed in by now, in another tab perhaps, continues. */
export default async function CheckEmailPage() {
  const attempt = await pendingAttempt()
  const session = await currentSessionIfKnown()
  // A visitor who reauthenticates is signed in already, and waits for the new sign-in.
  if (session && !(attempt?.reauthenticates && !isRecent(session))) redirect(attempt?.next ?? HOME)
  if (!attempt) redirect('/')
  return (
    <>
      <WatchForSignIn />
      {attempt.tooManyTries ? <StartAgain attempt={attempt} /> : <Waiting attempt={attempt} />}
      <SendAgain key={attempt.id} wait={cooldownLeft(attempt)} sentAt={attempt.sentAt} />
      <p className="quiet">
        {/* A plain link: nothing here is worth prefetching. */}
        {session ? <a href="/account">{t.goBack}</a> : <a href="/">{t.otherAddress}</a>}
      </p>
    </>
  )
}

function Waiting({ attempt }: { attempt: PendingAttempt }) {
  const meant = suggestEmail(attempt.email)
  const webmail = webmailFor(attempt.email)
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.sent(<Address email={attempt.email} />)}</p>
      <Delivery messageId={attempt.messageId} />
      {meant && <DidYouMean email={meant} next={attempt.next} />}
      <p>{t.openHere(inMinutes(LINK_LIFETIME))}</p>
      {webmail && (
        <p>
          <a className="button secondary" href={webmail.url} target="_blank" rel="noopener noreferrer">
            {t.openWebmail(webmail.name)}
          </a>
        </p>
      )}
      <CodeForm />
    </>
  )
}

/** The state of the email, shown only to the browser that requested it, whose cookie names it. */
async function Delivery({ messageId }: { messageId: string | undefined }) {
  const state = messageId ? await deliveryOf(messageId).catch(() => undefined) : undefined
  const isOver = state === 'bounced' || state === 'complained'
  return (
    <>
      {messageId && !isOver && <PollDelivery />}
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
      <p>{t.tooManyTries.explain(<Address email={attempt.email} />)}</p>
    </div>
  )
}
