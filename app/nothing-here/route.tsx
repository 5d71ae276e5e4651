import { documentResponse } from '@/app/document'
import { errors } from '@/lib/copy'

/** What every path leads to that leads nowhere else: most of them are robots’ guesses. */
export function GET(): Promise<Response> {
  const { title, explain } = errors.notFound
  return documentResponse(404, title, <p>{explain}</p>)
}
