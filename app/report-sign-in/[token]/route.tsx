import { documentResponse } from '@/app/document'
import { mailLink } from '@/app/email-link'
import { disown, findDisowned } from '@/lib/auth/report'
import { notMePage as t } from '@/lib/copy'
import { minutes } from '@/lib/platform/time'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = mailLink({ show, act })

/** Names the sign-in and has one button. No sign-in is wanted for it: whoever got the mail owns the account. */
async function show(token: string): Promise<Response> {
  const disowned = await findDisowned(token)
  if (!disowned) return documentResponse(400, t.invalid.title, <p>{t.invalid.explain}</p>)
  return documentResponse(
    200,
    t.title,
    <form method="post">
      <p>
        {t.intro(disowned.device, Math.floor((Date.now() - disowned.at) / minutes(1)))}{' '}
        <strong className="address">{disowned.email}</strong>.
      </p>
      <p>{t.explain}</p>
      <button type="submit">{t.submit}</button>
      <p className="quiet">{t.wasMe}</p>
    </form>,
  )
}

async function act(token: string): Promise<Response> {
  const disowned = await findDisowned(token)
  if (!disowned) return documentResponse(400, t.invalid.title, <p>{t.invalid.explain}</p>)
  await disown(disowned)
  return documentResponse(200, t.done.title, <p>{t.done.explain}</p>)
}
