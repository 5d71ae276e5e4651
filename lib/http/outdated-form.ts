import 'server-only'
import { NextResponse } from 'next/server'
import { z } from 'zod'
import { loggablePath } from '@/lib/http/loggable-path'
import { hostCookie, type ReadableJar, type WritableJar } from '@/lib/platform/cookie'
import { log } from '@/lib/platform/log'
import { seconds } from '@/lib/platform/time'

/**
 * Stands in for the ids of this build's actions, which are known only after it: next-adapter.mjs
 * then replaces it. In `next dev` it stays, and no form is outdated.
 */
export const ACTIONS_PLACEHOLDER = 'TheIdsOfTheActionsGoHere'

const ACTIONS = ACTIONS_PLACEHOLDER.split(' ')

/** Where a form without JavaScript names its action, with state and without. */
const POSTED = /; name="\$ACTION_(?:ID_([\da-f]{42})"|\d+:0"\r\n\r\n\{"id":"([\da-f]{42})")/

/** What people type. React puts a number before the names of a form that a script sends. */
const TYPED = /; name="(?:_?\d+_)?(email|code|remember)"\r\n\r\n([^\r\n]*)\r\n/g

/** Long enough for the page to load again. */
const REMEMBERED_FOR = seconds(20)

const cookie = hostCookie('typed')

/** Deletes what was typed, once a form has been sent again. */
export const forgetTyped = async (sent: ReadableJar, jar: WritableJar): Promise<void> => {
  if (await cookie.get(sent)) await cookie.clear(jar)
}

const Fields = z.object({
  email: z.string().max(254).optional(),
  code: z.string().max(20).optional(),
  remember: z.enum(['yes', 'no']).optional(),
})

/**
 * `path` is the page's, so that the next page doesn't speak of it. `unsent`: the visitor has chosen
 * another language, and nothing went wrong.
 */
const Typed = Fields.extend({ path: z.string(), unsent: z.literal(true).optional() })
type Typed = z.infer<typeof Typed>

/**
 * Whether a form comes from a page of another build, whose action this one doesn't have. Next would
 * answer 409 with a line of plain text, or replace the page by its error page.
 *
 * @param body as `isOrdinaryForm` takes it
 * @param called the action that a script calls
 */
export function isOutdatedForm(body: string, called: string | null, actions = ACTIONS): boolean {
  const [, ...posted] = called === null ? (POSTED.exec(body) ?? []) : []
  const id = called ?? posted.find(Boolean)
  return id?.length === 42 && actions[0] !== undefined && actions[0].length === 42 && !actions.includes(id)
}

/**
 * Lets the browser load the page again, with what was typed: docs/decisions/0044-outdated-forms.md.
 * It goes in a cookie, because an address is to be in no URL.
 */
export async function reloadOutdatedForm(request: Request, body: string): Promise<Response> {
  log.info('form.outdated', { path: loggablePath(request.url) })
  const url = new URL(request.url)
  const path = `/${`${url.pathname}${url.search}`.replace(/^[/\\]+/, '')}`
  const response = request.headers.has('next-action')
    ? // Next's router takes a redirect without a page for one to another site, and loads it whole.
      new NextResponse(null, {
        status: 303,
        headers: { 'x-action-redirect': `${path.replaceAll(';', '%3B')};replace` },
      })
    : NextResponse.redirect(new URL(path, request.url), 303)
  response.headers.set('Cache-Control', 'no-store')
  await remember({ path: url.pathname, ...typedIn(body) }, response.cookies)
  return response
}

/** Keeps the address in a form for its own page, which is about to be shown in another language. */
export async function keepTyped(path: string, form: FormData): Promise<void> {
  const fields = Fields.catch({}).parse(Object.fromEntries(form))
  if (fields.email) await remember({ path, unsent: true, ...fields })
}

const remember = ({ path, ...typed }: Typed, jar?: WritableJar) =>
  cookie.set(JSON.stringify({ path: path.slice(0, 100), ...typed }), REMEMBERED_FOR, jar)

/**
 * What was typed into the form of an earlier build, or in another language, if this page is the new one.
 * @param at the page's path, or the one that all pages of its part begin with
 */
export async function typedBefore(at: string[], jar?: ReadableJar): Promise<Typed | undefined> {
  const typed = parse(await cookie.get(jar))
  return at.some((each) => typed?.path === each || typed?.path.startsWith(`${each}/`)) ? typed : undefined
}

function parse(value = ''): Typed | undefined {
  try {
    return Typed.parse(JSON.parse(value))
  } catch {
    return undefined
  }
}

/** Of fields of the same name, the last one counts: a ticked box follows its hidden field. */
function typedIn(body: string): z.infer<typeof Fields> {
  const fields = [...body.matchAll(TYPED)].map(([, name, value = '']) => [
    name,
    Buffer.from(value, 'latin1').toString('utf8'),
  ])
  return Fields.catch({}).parse(Object.fromEntries(fields))
}
