import { Address } from '@/app/address'
import { documentResponse, unknownLinkResponse } from '@/app/document'
import { emailLink } from '@/app/email-link'
import { isSecondStep, SecondStep } from '@/app/second-step'
import { type FoundChange, findToUndo, undoEmailChangeHere } from '@/lib/account'
import { UNDO_LIFETIME } from '@/lib/auth'
import { ago, undoPage as t } from '@/lib/copy'
import { days } from '@/lib/platform'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = emailLink({ show, act })

/** Names the change and has one button. No sign-in is needed: the link proves the mailbox. */
async function show(token: string): Promise<Response> {
  const found = await findToUndo(token)
  if (!found.ok) return invalidPage(found)
  const { isConfirmed, requestedAt, device, oldEmail, newEmail } = found.change
  const { title, intro, explain, submit } = isConfirmed ? t.confirmed : t.waiting
  return documentResponse(
    200,
    title,
    <form method="post">
      <p>{intro(<Address email={oldEmail} />, <Address email={newEmail} />)}</p>
      <p>{t.requested(ago(requestedAt), device)}</p>
      <p>{explain}</p>
      <button type="submit">{submit}</button>
      <p className="quiet">{t.wasMe}</p>
    </form>,
  )
}

async function act(token: string, form: FormData): Promise<Response> {
  if (!isSecondStep(form)) return askAgain(token)
  const found = await undoEmailChangeHere(token)
  if (!found.ok) return invalidPage(found)
  const { title, intro } = (found.change.isConfirmed ? t.confirmed : t.waiting).done
  return documentResponse(
    200,
    title,
    <>
      <p>{intro(<Address email={found.change.oldEmail} />)}</p>
      <p>{t.afterwards}</p>
    </>,
  )
}

async function askAgain(token: string): Promise<Response> {
  const found = await findToUndo(token)
  if (!found.ok) return invalidPage(found)
  const { confirm } = found.change.isConfirmed ? t.confirmed : t.waiting
  return documentResponse(200, confirm.title, <SecondStep {...confirm} />)
}

function invalidPage(found: Extract<FoundChange, { ok: false }>) {
  if (found.state === 'unknown') return unknownLinkResponse()
  const { title, explain } = t.invalid[found.state === 'confirmed' ? 'canceled' : found.state]
  return documentResponse(400, title, <p>{explain(UNDO_LIFETIME / days(1))}</p>)
}
