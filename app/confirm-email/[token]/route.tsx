import { cookies } from 'next/headers'
import { askPage, donePage, invalidPage } from '@/app/confirm-email/[token]/document'
import { mailLink } from '@/app/email-link'
import { type AddressChange, findToConfirm } from '@/lib/account/email-change'
import { confirmChange } from '@/lib/account/email-change-outcome'
import { browserCookie, thisBrowser } from '@/lib/auth/device'
import { currentSession } from '@/lib/auth/guard'
import { rememberedCookie } from '@/lib/auth/last-email-cookie'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = mailLink({ show, act })

/** Names the new address and has one button. No sign-in is wanted for it: the link proves the mailbox. */
async function show(token: string): Promise<Response> {
  const [found, session] = [await findToConfirm(token), await currentSession()]
  return found.ok ? askPage(found.change, session) : invalidPage(found, session)
}

async function act(token: string): Promise<Response> {
  const found = await confirmChange(token)
  const session = await currentSession()
  if (!found.ok) return invalidPage(found, session)
  await rememberNew(found.change)
  return donePage(200, found.change, session)
}

/** The sign-in form of this browser offers the new address, if it offered the old one. */
async function rememberNew({ oldEmail, newEmail }: AddressChange) {
  const jar = await cookies()
  const remembered = await rememberedCookie.unseal(jar.get(rememberedCookie.name())?.value)
  if (remembered?.email === oldEmail) jar.set(await rememberedCookie.seal({ email: newEmail }))
  const { id, email } = await thisBrowser()
  if (email === oldEmail) jar.set(await browserCookie.seal({ id, email: newEmail }))
}
