import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { LanguageChoice } from '@/app/language-choice'
import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'

/** The document around a page, for the layouts under the root. */
export function PageDocument({ t, children }: { t: Copy; children: ReactNode }) {
  const { notReached, backOnline } = t.common
  const { title, explain, again } = t.errors.unexpected
  return (
    <Frame
      language={t.language}
      after={<LanguageChoice current={t.language} />}
      notices={{ notReached, backOnline, failedTitle: title, failed: explain, again }}
    >
      {children}
    </Frame>
  )
}

/** What its head says, unless a page says otherwise. */
export const pageMetadata = ({ signInForm: { title, intro } }: Copy): Metadata => ({
  title: { default: `${title} · ${brand.name}`, template: `%s · ${brand.name}` },
  description: intro,
})
