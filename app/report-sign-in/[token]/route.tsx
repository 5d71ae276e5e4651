import { Address } from '@/app/address'
import { documentResponse } from '@/app/document'
import { emailLink } from '@/app/email-link'
import { isSecondStep, SecondStep } from '@/app/second-step'
import { findSignInToReport, reportSignIn } from '@/lib/auth'
import { ago, reportPage as t } from '@/lib/copy'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = emailLink({ show, act })

/** Names the sign-in and has one button. No sign-in is needed: the link proves the mailbox. */
async function show(token: string): Promise<Response> {
  const signIn = await findSignInToReport(token)
  if (!signIn) return documentResponse(400, t.invalid.title, <p>{t.invalid.explain}</p>)
  return documentResponse(
    200,
    t.title,
    <form method="post">
      <p>{t.intro(<Address email={signIn.email} />, ago(signIn.at), signIn.device)}</p>
      <p>{t.explain}</p>
      <button type="submit">{t.submit}</button>
      <p className="quiet">{t.wasMe}</p>
    </form>,
  )
}

async function act(token: string, form: FormData): Promise<Response> {
  const signIn = await findSignInToReport(token)
  if (!signIn) return documentResponse(400, t.invalid.title, <p>{t.invalid.explain}</p>)
  if (!isSecondStep(form)) return documentResponse(200, t.confirm.title, <SecondStep {...t.confirm} />)
  await reportSignIn(signIn)
  return documentResponse(200, t.done.title, <p>{t.done.explain}</p>)
}
