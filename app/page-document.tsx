import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { LanguageChoice } from '@/app/language-choice'
import type { Copy } from '@/lib/copy'

/** The document around what a page shows. */
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
