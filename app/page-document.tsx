import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { LanguageChoice } from '@/app/language-choice'
import type { Copy } from '@/lib/copy'

export type DocumentProps = {
  t: Copy
  /** The id of the form with an address, which stays when the visitor chooses another language. */
  typedIn?: 'sign-in' | 'new-email'
  children: ReactNode
}

/** The document around what a page shows. */
export function PageDocument({ t, typedIn, children }: DocumentProps) {
  const { notReached, backOnline } = t.common
  const { title, explain, again } = t.errors.unexpected
  return (
    <Frame
      language={t.language}
      after={<LanguageChoice current={t.language} typedIn={typedIn} />}
      notices={{ notReached, backOnline, failedTitle: title, failed: explain, again }}
    >
      {children}
    </Frame>
  )
}
