import type { ReactNode } from 'react'
import { errors, linkPage, product } from '@/lib/texts'

/**
 * A whole document without scripts, as the routes answer that mails link to: a page can't have a status of its own.
 * @param headers more than those that each of them has
 */
export async function documentResponse(
  status: number,
  title: string,
  body: ReactNode,
  headers: Record<string, string> = {},
): Promise<Response> {
  // Next refuses a plain import of it in a module that could also be part of a page.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const html = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · ${product}`}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <main className="card">
          <p className="product">{product}</p>
          <h1>{title}</h1>
          {body}
          <p className="quiet">
            <a href="/">{linkPage.toForm}</a>
          </p>
        </main>
      </body>
    </html>,
  )
  return new Response(`<!doctype html>${html}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...LINK_HEADERS, ...headers },
  })
}

/**
 * Redis or the database isn't answering. Nothing is lost by it.
 * @param next where to try again, if that isn't this same URL
 */
export function unavailableResponse(next?: string): Promise<Response> {
  const { title, explain } = linkPage.unavailable
  const again = next && (
    <p>
      <a href={next}>{errors.unexpected.again}</a>
    </p>
  )
  const body = (
    <>
      <p>{explain}</p>
      {again}
    </>
  )
  return documentResponse(503, title, body, { 'Retry-After': '30' })
}

/** On every answer of a link: the token in its URL must not be kept, found or passed on (ASVS 14.2.1, 14.3.2). */
export const LINK_HEADERS = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}
