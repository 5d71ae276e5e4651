import type { ReactNode } from 'react'
import { Mark } from '@/app/mark'
import { type Notices, toData } from '@/app/notices'
import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'

/**
 * The document around every page.
 * @param props.head what Next doesn't add to the head by itself
 * @param props.after below the page
 */
export function Frame(props: {
  language: Pick<Copy['language'], 'code' | 'direction'>
  head?: ReactNode
  children: ReactNode
  after?: ReactNode
  /** What scripts may have to say, whatever the page. */
  notices?: Partial<Notices>
}) {
  const { code, direction } = props.language
  return (
    <html lang={code} dir={direction}>
      <head>
        {props.head}
        {/* One file, because the documents that emails link to aren't Next's, and share it. React keeps
            one with a precedence when another layout's document takes this one's place. */}
        <link rel="stylesheet" href="/style.css" precedence="default" />
        {/* Browsers ask for /favicon.ico by themselves: to name another one would cost a request more. */}
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <meta property="og:site_name" content={brand.name} />
        <meta property="og:image" content="/social.png" />
      </head>
      <body {...toData(props.notices)}>
        <header className="masthead">
          <Mark />
          {brand.name}
        </header>
        <main className="card">{props.children}</main>
        {props.after}
      </body>
    </html>
  )
}
