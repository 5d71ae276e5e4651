import { errors } from '@/lib/copy'

export default function NotFound() {
  return (
    <>
      <h1>{errors.notFound.title}</h1>
      <p>{errors.notFound.explain}</p>
      <p>
        <a href="/">{errors.home}</a>
      </p>
    </>
  )
}
