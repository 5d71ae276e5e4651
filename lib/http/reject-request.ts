import 'server-only'
import { errors } from '@/lib/copy'
import { loggablePath } from '@/lib/http/loggable-path'
import { isOwnOrigin } from '@/lib/http/origin'
import { log } from '@/lib/platform/log'

/** Bytes. No form of ours comes near it. */
const LARGEST_BODY = 50_000

/**
 * The answer to what no browser sends from a page of ours: 405 for odd methods, 403 for a change that another site asks
 * for, 413 for a body that is too large, 400 for a form that can't be read. Undefined for everything else. Next would
 * answer most of them with 500, and a route handler see none.
 */
export async function refusal(request: Request): Promise<Response | undefined> {
  const { method, url, headers } = request
  if (method === 'GET' || method === 'HEAD') return undefined
  if (!isOwnOrigin(headers)) {
    log.warn('foreign request refused', { method, path: loggablePath(url) })
    return refuse(403, errors.foreign)
  }
  if (method !== 'POST' || isFile(url)) return refuse(405, errors.method, { Allow: 'GET, HEAD, POST' })
  const body = await read(request)
  if (!body) return refuse(413, errors.tooLarge)
  if (!(await isReadable(body, headers.get('content-type')))) return refuse(400, errors.unreadable)
  return undefined
}

/** An answer of one plain sentence. */
export function refuse(status: number, sentence: string, headers: Record<string, string> = {}): Response {
  const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(`${sentence}\n`, { status, headers: { ...plain, ...headers } })
}

const isFile = (url: string) => /^\/(_next\/|[^/]+\.[a-z]+$)/.test(new URL(url).pathname)

/** The body, unless it is too large. What it says of its size is believed only where that is too much. */
async function read({ headers, body }: Request): Promise<Blob | undefined> {
  if (Number(headers.get('content-length')) > LARGEST_BODY) return undefined
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > LARGEST_BODY) return undefined
    chunks.push(chunk)
  }
  return new Blob(chunks)
}

async function isReadable(body: Blob, type: string | null): Promise<boolean> {
  if (!type?.startsWith('multipart/form-data')) return true
  const form = new Response(body, { headers: { 'Content-Type': type } }).formData()
  return form.then(
    () => true,
    () => false,
  )
}
