import { Address } from '@/app/address'
import { documentResponse } from '@/app/document'
import { emailLink } from '@/app/email-link'
import { isSecondStep, SecondStep } from '@/app/second-step'
import { findSignInToReport, reportSignIn } from '@/lib/auth'
import { type Copy, deviceIn } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = emailLink({ show, act })

/** Names the sign-in and has one button. No sign-in is needed: the link proves the mailbox. */
async function show(token: string): Promise<Response> {
  const copy = await copyForRequest()
  const t = copy.reportPage
  const signIn = await findSignInToReport(token)
  if (!signIn) return invalidPage(copy)
  return documentResponse(
    copy,
    200,
    t.title,
    <form method="post">
      <p>
        {t.intro(
          <Address email={signIn.email} />,
          copy.language.words.ago(signIn.at),
          deviceIn(copy, signIn.device),
        )}
      </p>
      <p>{t.explain}</p>
      <button type="submit">{t.submit}</button>
      <p className="quiet">{t.wasMe}</p>
    </form>,
  )
}

async function act(token: string, form: FormData): Promise<Response> {
  const copy = await copyForRequest()
  const t = copy.reportPage
  const signIn = await findSignInToReport(token)
  if (!signIn) return invalidPage(copy)
  if (!isSecondStep(form)) return documentResponse(copy, 200, t.confirm.title, <SecondStep {...t.confirm} />)
  await reportSignIn(signIn)
  return documentResponse(copy, 200, t.done.title, <p>{t.done.explain}</p>)
}

const invalidPage = (copy: Copy) =>
  documentResponse(copy, 400, copy.reportPage.invalid.title, <p>{copy.reportPage.invalid.explain}</p>)
