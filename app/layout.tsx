import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { product, signInForm } from '@/lib/texts'

export const metadata: Metadata = {
  title: { default: `${signInForm.title} · ${product}`, template: `%s · ${product}` },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

export default function RootLayout({ children }: { children: ReactNode }) {
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
