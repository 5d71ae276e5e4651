'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { account as t } from '@/lib/copy'

const PLACES: [href: string, name: string, others?: string[]][] = [
  ['/account', t.places.overview],
  ['/account/email', t.places.email],
  ['/account/sessions', t.places.sessions],
  ['/account/activity', t.places.activity],
  ['/account#data', t.places.data, ['/account/delete']],
]

const STEPS = ['/account/reauthenticate', '/account/switched']

/** Around every page of the account. It guards nothing: each page does. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  const path = usePathname()
  // Steps on the way to one of them, with ways on of their own.
  if (STEPS.includes(path)) return children
  return (
    <>
      <nav className="places" aria-label={t.navigation}>
        {/* Plain links: nothing here is worth prefetching. */}
        <ul>
          {PLACES.map(([href, name, others]) => (
            <li key={href}>
              <a href={href} aria-current={href === path ? 'page' : others?.includes(path) || undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
      <p className="quiet back">
        <a href="/dashboard">{t.back}</a>
      </p>
    </>
  )
}
