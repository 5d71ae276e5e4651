import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { brand } from '@/lib/brand'

export const metadata: Metadata = { title: { default: brand.name, template: `%s · ${brand.name}` } }

export const viewport: Viewport = { colorScheme: 'light dark' }

/**
 * Has no document: `/` is prerendered in each language, the other pages read theirs from the request,
 * and what the root reads, all pages read. Pages bring theirs: docs/decisions/0048-pages-bring-their-document.md.
 */
export default function RootLayout({ children }: { children: ReactNode }) {
  return children
}
