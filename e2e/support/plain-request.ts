import type { Locator } from '@playwright/test'
import { environment } from './environment'
import { keepCookies } from './traces'
import { freshClient, type Visitor } from './visitor'

export type PlainRequest = {
  method?: string
  headers?: Record<string, string>
  /** A Cookie header, see `visitor.copyCookies()`. */
  cookies?: string
  /** Sent as a form: urlencoded, or as multipart if it is a FormData. */
  form?: Record<string, string> | FormData
  /** Another instance of the application. */
  origin?: string
}

/** One request as programs send it: no browser, only these cookies, and no redirect is followed. */
export async function send(path: string, request: PlainRequest = {}): Promise<Response> {
  const { method = 'GET', headers, cookies, form, origin = environment.appUrl } = request
  const answer = await fetch(new URL(path, origin), {
    method,
    redirect: 'manual',
    headers: { 'X-Forwarded-For': freshClient(), ...(cookies && { Cookie: cookies }), ...headers },
    body: form && !(form instanceof FormData) ? new URLSearchParams(form) : form,
  })
  keepCookies(answer.headers.getSetCookie().map((cookie) => cookie.split(/[=;]/)[1] ?? ''))
  return answer
}

/** As Next's router sends it: Next first redirects it to the same page, under a checksum of the router's headers. */
export async function sendAsRouter(path: string, request: PlainRequest = {}): Promise<Response> {
  const answer = await send(path, request)
  const to = destination(answer)
  return to?.startsWith(`${path}?_rsc`) ? send(to, request) : answer
}

/** Presses the button that a link shows in a browser that didn't request it. */
export const pressSignIn = (link: string, request: PlainRequest = {}) =>
  send(new URL(link).pathname, { ...request, method: 'POST', form: {} })

/** Requests a link as a program does: no page, no script. */
export const requestLinkFor = (email: string, request: PlainRequest & { next?: string } = {}) =>
  send('/magic-link', {
    ...request,
    method: 'POST',
    form: { email, ...(request.next !== undefined && { next: request.next }) },
  })

/**
 * The form with that field or button, as a browser without JavaScript would post it, with Next's hidden fields: to send
 * by hand what no browser sends, such as the same form thirty times at once.
 */
export async function formOn(
  { page }: Visitor,
  part: Locator,
  fields: Record<string, string> = {},
): Promise<FormData> {
  const form = new FormData()
  const hidden = page.locator('form').filter({ has: part }).locator('input[type=hidden]')
  for (const input of await hidden.all()) {
    form.set((await input.getAttribute('name')) ?? '', (await input.getAttribute('value')) ?? '')
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

/** Where an answer leads: path and query on our own origin, or the whole foreign address. */
export function destination(answer: Response): string | undefined {
  const location = answer.headers.get('location')
  if (location === null) return undefined
  const url = new URL(location, environment.appUrl)
  return url.origin === environment.appUrl ? url.pathname + url.search : url.href
}

/** The Cookie header that a browser would send after that answer. */
export const cookiesFrom = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
