import { Address } from '@/app/address'
import { documentResponse, unknownLinkResponse } from '@/app/document'
import { emailLink } from '@/app/email-link'
import { isSecondStep, SecondStep } from '@/app/second-step'
import { type FoundChange, findToUndo, undoEmailChangeHere } from '@/lib/account'
import { UNDO_LIFETIME } from '@/lib/auth'
import { type Copy, deviceIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'
import { days } from '@/lib/platform'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = emailLink({ show, act })

/** Names the change and has one button. No sign-in is needed: the link proves the mailbox. */
async function show(token: string): Promise<Response> {
  const copy = await copyForRequest()
  const t = copy.undoPage
  const found = await findToUndo(token)
  if (!found.ok) return invalidPage(copy, found)
  const { isConfirmed, requestedAt, device, oldEmail, newEmail } = found.change
  const { title, intro, explain, submit } = isConfirmed ? t.confirmed : t.waiting
  return documentResponse(
    copy,
    200,
    title,
    <form method="post">
      <p>{intro(<Address email={oldEmail} />, <Address email={newEmail} />)}</p>
      <p>{t.requested(copy.language.words.ago(requestedAt), deviceIn(copy, device))}</p>
      <p>{explain}</p>
      <button type="submit">{submit}</button>
      <p className="quiet">{t.wasMe}</p>
    </form>,
  )
}

async function act(token: string, form: FormData): Promise<Response> {
  if (!isSecondStep(form)) return askAgain(token)
  const copy = await copyForRequest()
  const t = copy.undoPage
  const found = await undoEmailChangeHere(token)
  if (!found.ok) return invalidPage(copy, found)
  const { title, intro } = (found.change.isConfirmed ? t.confirmed : t.waiting).done
  return documentResponse(
    copy,
    200,
    title,
    <>
      <p>{intro(<Address email={found.change.oldEmail} />)}</p>
      <p>{t.afterwards}</p>
    </>,
  )
}

async function askAgain(token: string): Promise<Response> {
  const copy = await copyForRequest()
  const t = copy.undoPage
  const found = await findToUndo(token)
  if (!found.ok) return invalidPage(copy, found)
  const { confirm } = found.change.isConfirmed ? t.confirmed : t.waiting
  return documentResponse(copy, 200, confirm.title, <SecondStep {...confirm} />)
}

function invalidPage(copy: Copy, found: Extract<FoundChange, { ok: false }>) {
  if (found.state === 'unknown') return unknownLinkResponse()
  const { title, explain } = copy.undoPage.invalid[found.state === 'confirmed' ? 'canceled' : found.state]
  return documentResponse(copy, 400, title, <p>{explain(UNDO_LIFETIME / days(1))}</p>)
}
