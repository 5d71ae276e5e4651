'use client'

import { Frame } from '@/app/frame'
import { brand } from '@/lib/brand'

// English: it takes the place of a page that couldn't even say its language, and no script should
// carry six of them.
const ENGLISH = { code: 'en', direction: 'ltr' as const }

export default function GlobalError() {
  return (
    <Frame language={ENGLISH}>
      <title>{`That didn’t work · ${brand.name}`}</title>
      <h1>That didn’t work</h1>
      <p>Something on our side isn’t responding. Nothing was lost. Please try again in a minute.</p>
      <button type="button" onClick={() => window.location.assign(window.location.href)}>
        Try again
      </button>
    </Frame>
  )
}
