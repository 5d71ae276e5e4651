import type { ReactNode } from 'react'
import { Mark } from '@/app/mark'
import { brand } from '@/lib/brand'

/** The document around every page. @param props.head what Next doesn't add to the head by itself */
export function Frame({
  head,
  language = 'en',
  children,
}: {
  head?: ReactNode
  language?: string
  children: ReactNode
}) {
  return (
    <html lang={language}>
      <head>
        {head}
        {/* One file, because the documents that emails link to aren't Next's, and share it. */}
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header className="masthead">
          <Mark />
          {brand.name}
        </header>
        <main className="card">{children}</main>
      </body>
    </html>
  )
}
