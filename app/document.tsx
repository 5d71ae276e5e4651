import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'
import { copyForRequest, LINK_HEADERS } from '@/lib/http'

/**
 * A whole document without scripts, for links in emails: a page can't choose its own status.
 * @param t the sentences of the visitor's language
 * @param about.documentTitle the title in the tab, if it isn't the heading
 * @param about.headers in addition to those that every such document has
 */
export async function documentResponse(
  t: Copy,
  status: number,
  heading: string,
  body: ReactNode,
  about: { documentTitle?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  // Next rejects a static import of it in a module that could also be part of a page.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const html = renderToStaticMarkup(
    <Frame
      language={t.language}
      head={
        <>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${about.documentTitle ?? heading} · ${brand.name}`}</title>
        </>
      }
    >
      <h1>{heading}</h1>
      {body}
      <p className="quiet">
        <a href="/">{t.linkPage.toForm}</a>
      </p>
    </Frame>,
  )
  return new Response(`<!doctype html>${html}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...LINK_HEADERS, ...about.headers },
  })
}

/** Any link whose token isn't one: cut short, made up, or long forgotten. */
export async function unknownLinkResponse(): Promise<Response> {
  const t = await copyForRequest()
  const { documentTitle, title, reasons } = t.linkPage.invalid
  return documentResponse(t, 400, title, <p>{reasons.unknown()}</p>, { documentTitle })
}

/**
 * Redis or the database isn't responding. Nothing is lost.
 * @param next where to try again, if that isn't this same URL
 */
export async function unavailableResponse(next?: string): Promise<Response> {
  const t = await copyForRequest()
  const { title, explain } = t.linkPage.unavailable
  const again = next && (
    <p>
      <a href={next}>{t.errors.unexpected.again}</a>
    </p>
  )
  const body = (
    <>
      <p>{explain}</p>
      {again}
    </>
  )
  return documentResponse(t, 503, title, body, { headers: { 'Retry-After': '30' } })
}
