import { emailLink, seeOther } from '@/app/email-link'
import { confirmPage, invalidPage } from '@/app/magic-link/documents'
import { movedPage } from '@/app/magic-link/moved-page'
import { type OpenedLink, openLink, wantsRemember } from '@/lib/auth'

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

function respond(opened: OpenedLink): Response | Promise<Response> {
  switch (opened.outcome) {
    case 'signed-in':
      return seeOther(opened.next)
    case 'ask':
      return confirmPage(opened)
    case 'moved':
      return movedPage(opened)
    case 'invalid':
      return invalidPage(opened)
  }
}
