import { documentResponse, unavailableResponse } from '@/app/document'
import { copyForRequest, isOwnOrigin, isPrefetch, LINK_HEADERS } from '@/lib/http'
import { log } from '@/lib/platform'

type Context = { params: Promise<{ token: string }> }

/**
 * The handlers of a page that an email links to. Scanners open it before people do, with HEAD, with
 * GET, in a browser: whatever isn't a person's visit learns nothing, and every response keeps the
 * token to itself.
 *
 * @param link.show the page. It spends nothing, unless the browser itself proves that it made the
 * request
 * @param link.act what the page's button does
 */
export function emailLink(link: {
  show(token: string): Promise<Response>
  act(token: string, form: FormData): Promise<Response>
}) {
  return {
    ...LINK_METHODS,

    async GET(request: Request, { params }: Context) {
      if (isPrefetch(request.headers)) return new Response(null, { status: 204, headers: LINK_HEADERS })
      const { token } = await params
      return orUnavailable(() => link.show(token))
    },

    async POST(request: Request, { params }: Context) {
      const form = await formOf(request)
      if (form instanceof Response) return form
      const { token } = await params
      return orUnavailable(() => link.act(token, form))
    },
  }
}

const notAllowed = () =>
  new Response(null, { status: 405, headers: { ...LINK_HEADERS, Allow: 'GET, HEAD, POST' } })

/** Next would answer HEAD with GET's handler, and OPTIONS by itself. Scanners send both. */
export const LINK_METHODS = {
  HEAD: () => new Response(null, { status: 200, headers: LINK_HEADERS }),
  PUT: notAllowed,
  PATCH: notAllowed,
  DELETE: notAllowed,
  OPTIONS: notAllowed,
}

/** The form that one of our own pages sent, or the response to anything else. */
export async function formOf(request: Request): Promise<FormData | Response> {
  const t = await copyForRequest()
  if (!isOwnOrigin(request.headers)) {
    return new Response(`${t.errors.foreign}\n`, { status: 403, headers: LINK_HEADERS })
  }
  const form = await request.formData().catch(() => undefined)
  const { title, explain } = t.linkPage.unreadable
  return form ?? documentResponse(t, 400, title, <p>{explain}</p>)
}

/** A redirect. Relative, because Next's idea of its own host can be forged. */
export const seeOther = (path: string) =>
  new Response(null, { status: 303, headers: { ...LINK_HEADERS, Location: path } })

/** If Redis or the database is down, the link still works afterwards. */
async function orUnavailable(respond: () => Promise<Response>): Promise<Response> {
  try {
    return await respond()
  } catch (error) {
    log.error('link.open_failed', error)
    return unavailableResponse()
  }
}
