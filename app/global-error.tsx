'use client'

import { Frame } from '@/app/frame'
import { type Notices, notice } from '@/app/notices'
import { brand } from '@/lib/brand'

/** Where the document that failed has none. */
const ENGLISH: Notices = {
  failedTitle: 'That didn’t work',
  failed: 'Something on our side isn’t responding. Nothing was lost. Please try again in a minute.',
  again: 'Try again',
  notReached: '',
  backOnline: '',
}

/** Takes the place of a document that failed, in its language. */
export default function GlobalError() {
  const { lang, dir } =
    typeof document === 'undefined' ? { lang: 'en', dir: 'ltr' } : document.documentElement
  const say = (name: keyof Notices) => (typeof document !== 'undefined' && notice(name)) || ENGLISH[name]
  const notices = { failedTitle: say('failedTitle'), failed: say('failed'), again: say('again') }
  return (
    <Frame language={{ code: lang || 'en', direction: dir === 'rtl' ? 'rtl' : 'ltr' }} notices={notices}>
      <title>{`${notices.failedTitle} · ${brand.name}`}</title>
      <h1>{notices.failedTitle}</h1>
      <p>{notices.failed}</p>
      <button type="button" onClick={() => window.location.assign(window.location.href)}>
        {notices.again}
      </button>
    </Frame>
  )
}
