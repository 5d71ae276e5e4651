import type { ReactNode } from 'react'
import { product } from '@/lib/copy'

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
        {/* A plain file, because the documents that emails link to aren't Next's, and share it. */}
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main className="card">
          <p className="product">{product}</p>
          {children}
        </main>
      </body>
    </html>
  )
}
