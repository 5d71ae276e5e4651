import type { ReactNode } from 'react'
import { product } from '@/lib/texts'

/** The document around every page. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        {/* A plain file, since the link's pages are documents of their own and share it. */}
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
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
