'use client'

import { errors } from '@/lib/copy'

/** Shown when a page can't be rendered: an outage or a bug. Only the log says why. */
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
