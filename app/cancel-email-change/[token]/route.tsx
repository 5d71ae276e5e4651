import { documentResponse } from '@/app/document'
import { mailLink } from '@/app/email-link'
import { findToStop, type NotFound, type NotStopped, STOP_LIFETIME } from '@/lib/account/email-change'
import { stopChange } from '@/lib/account/email-change-outcome'
import { linkPage, stopPage as t } from '@/lib/copy'
import { days, minutes } from '@/lib/platform/time'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = mailLink({ show, act })

/** Names the change and has one button. No sign-in is wanted for it: whoever reads the old mailbox owns the account. */
async function show(token: string): Promise<Response> {
  const found = await findToStop(token)
  if (!found.ok) return invalidPage(found)
  const { isConfirmed, askedAt, device, oldEmail, newEmail } = found.change
  const { title, explain, submit } = isConfirmed ? t.confirmed : t.waiting
  return documentResponse(
    200,
    title,
    <form method="post">
      <p>{t.asked(Math.floor((Date.now() - askedAt) / minutes(1)), device)}</p>
      <p>
        {t.from} <strong className="address">{oldEmail}</strong>
        <br />
        {t.to} <strong className="address">{newEmail}</strong>
      </p>
      <p>{explain}</p>
      <button type="submit">{submit}</button>
      <p className="quiet">{t.wasMe}</p>
    </form>,
  )
}

async function act(token: string): Promise<Response> {
  const found = await stopChange(token)
  if (!found.ok) return invalidPage(found)
  const { title, intro } = (found.change.isConfirmed ? t.confirmed : t.waiting).done
  return documentResponse(
    200,
    title,
    <>
      <p>
        {intro} <strong className="address">{found.change.oldEmail}</strong>.
      </p>
      <p>{t.afterwards}</p>
    </>,
  )
}

function invalidPage(found: NotFound<NotStopped>) {
  if (found.reason === 'unknown') {
    const { title, reasons } = linkPage.invalid
    return documentResponse(400, title, <p>{reasons.unknown()}</p>)
  }
  const { title, explain } = t.invalid[found.reason]
  return documentResponse(400, title, <p>{explain(STOP_LIFETIME / days(1))}</p>)
}
