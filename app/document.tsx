import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { errors, linkPage, product } from '@/lib/copy'
import { LINK_HEADERS } from '@/lib/http'

/**
 * A whole document without scripts, for links in emails: a page can't choose its own status.
 * @param about.documentTitle the title in the tab, if it isn't the heading
 * @param about.headers in addition to those that every such document has
 */
export async function documentResponse(
  status: number,
  heading: string,
  body: ReactNode,
  about: { documentTitle?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  // Next rejects a static import of it in a module that could also be part of a page.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const html = renderToStaticMarkup(
    <Frame
      head={
        <>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${about.documentTitle ?? heading} · ${product}`}</title>
        </>
      }
    >
      <h1>{heading}</h1>
      {body}
      <p className="quiet">
        <a href="/">{linkPage.toForm}</a>
      </p>
    </Frame>,
  )
  return new Response(`<!doctype html>${html}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...LINK_HEADERS, ...about.headers },
  })
}

/** Any link whose token isn't one: cut short, made up, or long forgotten. */
export function unknownLinkResponse(): Promise<Response> {
  const { documentTitle, title, reasons } = linkPage.invalid
  return documentResponse(400, title, <p>{reasons.unknown()}</p>, { documentTitle })
}

/**
 * Redis or the database isn't responding. Nothing is lost.
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
  return documentResponse(503, title, body, { headers: { 'Retry-After': '30' } })
}
