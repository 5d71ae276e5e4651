'use client'

import ErrorPage from '@/app/error'
import { Frame } from '@/app/frame'
import { errors, product } from '@/lib/copy'

/** Where not even the layout could be made. Next's own page brings inline styles, which our policy stops. */
export default function GlobalError() {
  return (
    <Frame>
      <title>{`${errors.unexpected.title} · ${product}`}</title>
      <ErrorPage />
    </Frame>
  )
}
