import type { Copy } from '@/lib/copy'

/**
 * Instead of the form again, for a browser that has just sent it and kept no cookie. What it says
 * is true of every browser without one.
 */
export function NoCookie({ t }: { t: Copy['noCookie'] }) {
  return (
    <>
      <h1>{t.title}</h1>
      <p>{t.sent}</p>
      <p>{t.explain}</p>
      <p>{t.instead}</p>
      <p className="quiet">
        <a href="/">{t.again}</a>
      </p>
    </>
  )
}
