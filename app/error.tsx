'use client'

import { errors } from '@/lib/texts'

/** What is shown where a page could not be made: an outage or a bug, with the reason in the log alone. */
export default function ErrorPage() {
  return (
    <>
      <h1>{errors.unexpected.title}</h1>
      <p>{errors.unexpected.explain}</p>
      <p>
        {/* Without a target it is this page again, also with JavaScript off. */}
        <a href="">{errors.unexpected.again}</a>
      </p>
    </>
  )
}
