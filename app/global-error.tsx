'use client'

import ErrorPage from '@/app/error'
import { Frame } from '@/app/frame'
import { errors, product } from '@/lib/copy'

/**
 * Shown when not even the layout can be rendered. Next's own page has inline styles, which our
 * policy blocks.
 */
export default function GlobalError() {
  return (
    <Frame>
      <title>{`${errors.unexpected.title} · ${product}`}</title>
      <ErrorPage />
    </Frame>
  )
}
