import { documentResponse, unavailableResponse } from '@/app/document'
import { errors, linkPage } from '@/lib/copy'
import { LINK_HEADERS } from '@/lib/http/link-headers'
import { isOwnOrigin } from '@/lib/http/origin'
import { isLookAhead } from '@/lib/http/prefetch'
import { log } from '@/lib/platform/log'

type Context = { params: Promise<{ token: string }> }

/**
 * The handlers of a URL that a mail leads to. Scanners open it before people do, with HEAD, with GET, in a browser: what is
 * not somebody's visit is told nothing, and every answer keeps the token to itself.
 *
 * @param link.show the page; it spends nothing, except where the browser itself proves that it asked
 * @param link.act what the page's button does
 */
export function mailLink(link: {
  show(token: string): Promise<Response>
  act(token: string, form: FormData): Promise<Response>
}) {
  return {
    async GET(request: Request, { params }: Context) {
      if (isLookAhead(request.headers)) return new Response(null, { status: 204, headers: LINK_HEADERS })
      const { token } = await params
      return orUnavailable(() => link.show(token))
    },

    async POST(request: Request, { params }: Context) {
      if (!isOwnOrigin(request.headers)) {
        return new Response(`${errors.foreign}\n`, { status: 403, headers: LINK_HEADERS })
      }
      const { token } = await params
      const form = await request.formData().catch(() => undefined)
      if (!form) return documentResponse(400, linkPage.unreadable.title, <p>{linkPage.unreadable.explain}</p>)
      return orUnavailable(() => link.act(token, form))
    },

    // Next would answer HEAD with GET's handler, and OPTIONS by itself. Scanners send both.
    HEAD: () => new Response(null, { status: 200, headers: LINK_HEADERS }),
    PUT: notAllowed,
    PATCH: notAllowed,
    DELETE: notAllowed,
    OPTIONS: notAllowed,
  }
}

/** An answer that leads on. Relative, because Next's idea of its own host can be talked into another one. */
export const seeOther = (path: string) =>
  new Response(null, { status: 303, headers: { ...LINK_HEADERS, Location: path } })

const notAllowed = () =>
  new Response(null, { status: 405, headers: { ...LINK_HEADERS, Allow: 'GET, HEAD, POST' } })

/** Where Redis or the database isn't answering, the link is as good as before. */
async function orUnavailable(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    log.error('link not answered', error)
    return unavailableResponse()
  }
}
