import type { ReactNode } from 'react'
import { SignedInDocument } from '@/app/(signed-in)/signed-in-document'
import type { Copy } from '@/lib/copy'

/**
 * Around what a page of the account shows: its places, and a way back.
 * @param props.at the page's path
 * @param props.account the session's `userId`
 */
export function AccountDocument(props: { t: Copy; account: string; at: string; children: ReactNode }) {
  const { t, account, at, children } = props
  const { navigation, places, back } = t.account
  const all: [href: string, name: string, others?: string[]][] = [
    ['/account', places.overview],
    ['/account/email', places.email],
    ['/account/sessions', places.sessions],
    ['/account/activity', places.activity],
    ['/account#data', places.data, ['/account/delete']],
  ]
  return (
    <SignedInDocument t={t} account={account}>
      <nav className="places" aria-label={navigation}>
        {/* Plain links: nothing here is worth prefetching. */}
        <ul>
          {all.map(([href, name, others]) => (
            <li key={href}>
              <a href={href} aria-current={href === at ? 'page' : others?.includes(at) || undefined}>
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
    </SignedInDocument>
  )
}
