import { emailLink, seeOther } from '@/app/email-link'
import { confirmPage, invalidPage } from '@/app/magic-link/documents'
import { movedPage } from '@/app/magic-link/moved-page'
import { type OpenedLink, openLink, wantsRemember } from '@/lib/auth'
import { copyForRequest } from '@/lib/http'

export const { GET, POST, HEAD, PUT, PATCH, DELETE, OPTIONS } = emailLink({
  /** Signs in the browser that made the request. Elsewhere it only shows a page (ASVS 3.5.3). */
  show: async (token) => respond(await openLink(token)),

  /** The page's button: sign in here after all. */
  act: async (token, form) =>
    respond(
      await openLink(token, {
        remember: wantsRemember(form, false),
        replaces: form.get('replaces'),
        expectsCookie: form.has('cookie'),
      }),
    ),
})

async function respond(opened: OpenedLink): Promise<Response> {
  const t = await copyForRequest({ accepted: opened.language })
  switch (opened.outcome) {
    case 'signed-in':
      return seeOther(opened.next)
    case 'ask':
      return confirmPage(t, opened)
    case 'moved':
      return movedPage(t, opened)
    case 'invalid':
      return invalidPage(t, opened)
  }
}
