'use client'

import { errors } from '@/lib/copy'

/** What is shown where a page could not be made: an outage or a bug, with the reason in the log alone. */
export default function ErrorPage() {
  return (
    <>
      <h1>{errors.unexpected.title}</h1>
      <p>{errors.unexpected.explain}</p>
      <button type="button" onClick={() => window.location.assign(window.location.href)}>
        {errors.unexpected.again}
      </button>
    </>
  )
}
