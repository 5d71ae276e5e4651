import { askPage, donePage, elsewherePage, invalidPage } from '@/app/confirm-email/documents'
import { emailLink } from '@/app/email-link'
import { confirmEmailChange, findToConfirm } from '@/lib/account'
import { currentSession, updateKnownEmail } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = emailLink({
  /** Names the new address and has one button, where the account is signed in. */
  async show(token) {
    const t = await copyForRequest()
    const [found, session] = [await findToConfirm(token), await currentSession()]
    if (!found.ok) return invalidPage(t, found, session)
    return session?.userId === found.change.userId
      ? askPage(t, found.change, session)
      : elsewherePage(t, 200, found.change, session)
  },

  async act(token) {
    const [t, session] = [await copyForRequest(), await currentSession()]
    const found = await confirmEmailChange(token, session)
    if (found.ok) {
      const { oldEmail, newEmail, sessionId } = found.change
      await updateKnownEmail({ from: oldEmail, to: newEmail })
      // Every other session has ended, this one too.
      return donePage(t, 200, found.change, session?.id === sessionId)
    }
    return found.state === 'elsewhere'
      ? elsewherePage(t, 403, found.change, session)
      : invalidPage(t, found, session)
  },
})
