import { copyForRequest } from '@/lib/http'

/** For a page that calls `notFound()`. See also nothing-here. */
export default async function NotFound() {
  const { title, explain } = (await copyForRequest()).errors.notFound
  return (
    <>
      <h1>{title}</h1>
      <p>{explain}</p>
    </>
  )
}
