'use client'

import { Frame } from '@/app/frame'
import { product, errors as t } from '@/lib/copy'

export default function GlobalError() {
  return (
    <Frame>
      <title>{`${t.unexpected.title} · ${product}`}</title>
      <h1>{t.unexpected.title}</h1>
      <p>{t.unexpected.explain}</p>
      <button type="button" onClick={() => window.location.assign(window.location.href)}>
        {t.unexpected.again}
      </button>
    </Frame>
  )
}
