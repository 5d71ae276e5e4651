import type { ReactNode } from 'react'
import { Frame } from '@/app/frame'
import { errors, linkPage, product } from '@/lib/copy'
import { LINK_HEADERS } from '@/lib/http'

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
    <Frame
      head={
        <>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${title} · ${product}`}</title>
        </>
      }
    >
      <h1>{title}</h1>
      {body}
      <p className="quiet">
        <a href="/">{linkPage.toForm}</a>
      </p>
    </Frame>,
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
