'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Copy } from '@/lib/copy'

const STEPS = ['/account/reauthenticate', '/account/switched']

/** The places of the account, and a way back. */
export function AccountFrame({
  navigation,
  places,
  back,
  children,
}: Pick<Copy['account'], 'navigation' | 'places' | 'back'> & { children: ReactNode }) {
  const path = usePathname()
  // Steps on the way to one of them, with ways on of their own.
  if (STEPS.includes(path)) return children
  const all: [href: string, name: string, others?: string[]][] = [
    ['/account', places.overview],
    ['/account/email', places.email],
    ['/account/sessions', places.sessions],
    ['/account/activity', places.activity],
    ['/account#data', places.data, ['/account/delete']],
  ]
  return (
    <>
      <nav className="places" aria-label={navigation}>
        {/* Plain links: nothing here is worth prefetching. */}
        <ul>
          {all.map(([href, name, others]) => (
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
        <a href="/dashboard">{back}</a>
      </p>
    </>
  )
}
