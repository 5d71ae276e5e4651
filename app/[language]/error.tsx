'use client'

import { useNotices } from '@/app/notices'

/** A page that failed. Its document is still there, and so is its language. */
export default function PageError() {
  const { failed } = useNotices()
  return (
    <>
      <title>{failed.title}</title>
      <h1>{failed.title}</h1>
      <p>{failed.explain}</p>
      <button type="button" onClick={() => window.location.assign(window.location.href)}>
        {failed.again}
      </button>
    </>
  )
}
