import type { Metadata, Viewport } from 'next'
import { language } from 'next/root-params'
import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { LANGUAGES, product, signInForm } from '@/lib/copy'

export const metadata: Metadata = {
  title: { default: `${signInForm.title} · ${product}`, template: `%s · ${product}` },
}

export const viewport: Viewport = { colorScheme: 'light dark' }

export const dynamicParams = false
export const generateStaticParams = () => LANGUAGES.map((language) => ({ language }))

export default async function RootLayout({ children }: { children: ReactNode }) {
  return <Frame language={await language()}>{children}</Frame>
}
