import { askPage, donePage, invalidPage } from '@/app/confirm-email/documents'
import { emailLink } from '@/app/email-link'
import { confirmEmailChange, findToConfirm } from '@/lib/account'
import { currentSession, updateKnownEmail } from '@/lib/auth'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = emailLink({
  /** Names the new address and has one button. No sign-in needed: the link proves the mailbox. */
  async show(token) {
    const [found, session] = [await findToConfirm(token), await currentSession()]
    return found.ok ? askPage(found.change, session) : invalidPage(found, session)
  },

  async act(token) {
    const found = await confirmEmailChange(token)
    const session = await currentSession()
    if (!found.ok) return invalidPage(found, session)
    await updateKnownEmail({ from: found.change.oldEmail, to: found.change.newEmail })
    return donePage(200, found.change, session)
  },
})
