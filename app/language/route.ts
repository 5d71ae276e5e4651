import { cookies } from 'next/headers'
import { formOf, LINK_METHODS, seeOther } from '@/app/email-link'
import { languageOf } from '@/lib/copy'
import { keepTyped, LANGUAGE_COOKIE } from '@/lib/http'
import { days, env, inSeconds } from '@/lib/platform'

export const { HEAD, PUT, PATCH, DELETE, OPTIONS } = LINK_METHODS

/** Nothing to see by itself. */
export const GET = () => seeOther('/')

/** Remembers the `language` that the visitor has chosen, and shows the same page in it, with what was typed. */
export async function POST(request: Request): Promise<Response> {
  const form = await formOf(request)
  if (form instanceof Response) return form
  const language = languageOf(form.get('language'))
  if (language) {
    const jar = await cookies()
    // No __Host-: next.config.ts can't know whether APP_URL is https. A planted one does no harm.
    jar.set(LANGUAGE_COOKIE, language, {
      ...{ path: '/', maxAge: inSeconds(days(365)) },
      ...{ httpOnly: true, sameSite: 'lax', secure: env().secureCookies },
    })
  }
  const page = pageBefore(request.headers)
  await keepTyped(new URL(page, env().appUrl).pathname, form)
  return seeOther(page)
}

/** Where the visitor chose it, on our own origin and as a path that no browser takes for a host. */
function pageBefore(headers: Headers): string {
  const referrer = headers.get('referer') ?? ''
  if (!URL.canParse(referrer)) return '/'
  const { origin, pathname, search } = new URL(referrer)
  return origin === env().appUrl && !pathname.startsWith('//') ? pathname + search : '/'
}
