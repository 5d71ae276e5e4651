import 'server-only'
import { copyIn } from '@/lib/copy'
import { isActionCall, takesForm } from '@/lib/http/action-call'
import { languageIn } from '@/lib/http/language'
import { loggablePath } from '@/lib/http/loggable-path'
import { isOrdinaryForm } from '@/lib/http/ordinary-form'
import { isOwnOrigin } from '@/lib/http/origin'
import { isOutdatedForm, reloadOutdatedForm } from '@/lib/http/outdated-form'
import { log } from '@/lib/platform/log'

/** Bytes. None of our forms comes close. */
const MAX_BODY = 50_000

type Reason = 'foreign' | 'method' | 'tooLarge' | 'unreadable'

/**
 * The response to what no browser sends from our pages: 405 for odd methods, 403 for another site's
 * POST, 413 for a body that is too large, 400 for a form that can't be parsed or an action's call
 * without one; and to a form of an earlier build. Undefined for everything else. Next would answer
 * most of them with 500, before any route handler sees them:
 * docs/decisions/0021-recognize-forms-before-parsing-them.md.
 */
export async function rejectRequest(request: Request): Promise<Response | undefined> {
  const { method, url, headers } = request
  if (method === 'GET' || method === 'HEAD') return undefined
  const reject = (status: number, why: Reason, more?: Record<string, string>) =>
    plainResponse(status, copyIn(languageIn(headers)).errors[why], more)
  if (!isOwnOrigin(headers)) {
    log.warn('request.foreign_origin', { method, path: loggablePath(url) })
    return reject(403, 'foreign')
  }
  if (method !== 'POST' || isFile(url)) return reject(405, 'method', { Allow: 'GET, HEAD, POST' })
  const chunks = await read(request)
  if (!chunks) return reject(413, 'tooLarge')
  const body = Buffer.concat(chunks).toString('latin1')
  if (!(await isReadable(chunks, body, headers))) return reject(400, 'unreadable')
  // Whatever its build, a form that goes along with the choice of a language calls no action.
  if (new URL(url).pathname === '/language') return undefined
  if (isOutdatedForm(body, headers.get('next-action'))) return reloadOutdatedForm(request, body)
  return undefined
}

/** A response of one plain sentence. */
export function plainResponse(
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): Response {
  const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(`${sentence}\n`, { status, headers: { ...plain, ...headers } })
}

const isFile = (url: string) => /^\/(_next\/|[^/]+\.[a-z]+$)/.test(new URL(url).pathname)

/** The body; undefined if it is too large. Content-Length is trusted only if it says so. */
async function read({ headers, body }: Request): Promise<Uint8Array<ArrayBuffer>[] | undefined> {
  if (Number(headers.get('content-length')) > MAX_BODY) return undefined
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > MAX_BODY) return undefined
    chunks.push(chunk)
  }
  return chunks
}

/** Next parses the form again, so a second parser here only looks at what isn't ordinary. */
async function isReadable(
  chunks: Uint8Array<ArrayBuffer>[],
  body: string,
  headers: Headers,
): Promise<boolean> {
  const [type, called] = [headers.get('content-type'), headers.get('next-action')]
  if (!type?.startsWith('multipart/form-data'))
    return called === null || (!takesForm(called) && body === '[]')
  if (called !== null) return isOrdinaryForm(body, type) && isActionCall(body)
  if (isOrdinaryForm(body, type)) return true
  const form = new Response(new Blob(chunks), { headers: { 'Content-Type': type } }).formData()
  return form.then(
    () => true,
    () => false,
  )
}
