import { documentResponse } from '@/app/document'
import { copyForRequest } from '@/lib/http'

/** What every path leads to that leads nowhere else: most of them are robots’ guesses. */
export async function GET(): Promise<Response> {
  const t = await copyForRequest()
  const { title, explain } = t.errors.notFound
  return documentResponse(t, 404, title, <p>{explain}</p>)
}
