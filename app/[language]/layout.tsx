import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { copy } from '@/app/copy'
import { Frame } from '@/app/frame'
import { LanguageChoice } from '@/app/language-choice'
import { brand } from '@/lib/brand'
import { LANGUAGES } from '@/lib/copy'

export async function generateMetadata(): Promise<Metadata> {
  const { title, intro } = (await copy()).signInForm
  return {
    title: { default: `${title} · ${brand.name}`, template: `%s · ${brand.name}` },
    description: intro,
  }
}

export const viewport: Viewport = { colorScheme: 'light dark' }

export const dynamicParams = false
export const generateStaticParams = () => LANGUAGES.map((language) => ({ language }))

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { language, common, errors } = await copy()
  const { notReached, backOnline } = common
  const { title, explain, again } = errors.unexpected
  return (
    <Frame
      language={language}
      after={<LanguageChoice current={language} />}
      notices={{ notReached, backOnline, failedTitle: title, failed: explain, again }}
    >
      {children}
    </Frame>
  )
}
