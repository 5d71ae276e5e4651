import type { ReactElement } from 'react'

/** Outlook and old webmail know this one best, and React writes none. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/** The HTML part of an email, as a whole document. React escapes all text and attributes in it. */
export async function renderEmail(html: ReactElement): Promise<string> {
  // Next rejects a static import of it in a module that could also be part of a page.
  const { renderToStaticMarkup } = await import('react-dom/server')
  return DOCTYPE + renderToStaticMarkup(html)
}
