import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { product, signInForm } from '@/lib/copy'

export const metadata: Metadata = {
  title: { default: `${signInForm.title} · ${product}`, template: `%s · ${product}` },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

export default function RootLayout({ children }: { children: ReactNode }) {
  return <Frame>{children}</Frame>
}
