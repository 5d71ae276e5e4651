import { copyForRequest } from '@/lib/http'

/**
 * For a page that calls `notFound()`. None of ours does: without scripts, Next sends that page empty.
 * nothing-here is a handler.
 */
export default async function NotFound() {
  const { title, explain } = (await copyForRequest()).errors.notFound
  return (
    <>
      <h1>{title}</h1>
      <p>{explain}</p>
    </>
  )
}
