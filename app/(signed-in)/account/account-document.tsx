import { SignedInDocument } from '@/app/(signed-in)/signed-in-document'
import type { DocumentProps } from '@/app/page-document'

/**
 * Around what a page of the account shows: its places, and a way back.
 * @param props.at the page's path
 * @param props.account the session's `userId`
 */
export function AccountDocument(props: DocumentProps & { account: string; at: string }) {
  const { at, children, ...document } = props
  const { navigation, places, back } = document.t.account
  const all: [href: string, name: string, others?: string[]][] = [
    ['/account', places.overview],
    ['/account/email', places.email],
    ['/account/sessions', places.sessions],
    ['/account/activity', places.activity],
    ['/account#data', places.data, ['/account/delete']],
  ]
  return (
    <SignedInDocument {...document}>
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
