import type { Metadata } from 'next'
import { goodbye as t } from '@/lib/copy'

export const metadata: Metadata = { title: t.title, robots: 'noindex' }

export default function GoodbyePage() {
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.explain}</p>
      <p>
        <a href="/">{t.again}</a>
      </p>
    </>
  )
}
