import type { ReactNode } from 'react'
import { brand } from '@/lib/brand'
import type { Copy } from '@/lib/copy'
import { STYLE_SHEET, styles } from '@/lib/email/templates/styles'

/** The frame of every email. @param about.preview the line that inboxes show after the subject */
export function EmailLayout(about: {
  language: Copy['language']
  subject: string
  preview: string
  title: string
  children: ReactNode
}) {
  return (
    <html lang={about.language.code} dir={about.language.direction}>
      {/* biome-ignore lint/style/noHeadElement: this is no page, and next/head knows nothing of it. */}
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="x-apple-disable-message-reformatting" />
        <title>{about.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* A code isn't a phone number. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <style>{STYLE_SHEET}</style>
      </head>
      <body className="page" style={styles.body}>
        <table {...TABLE}>
          <tbody>
            <tr>
              {/* The color again, because webmail drops the body. */}
              <td style={styles.page}>
                <div className="preview" style={styles.preview}>
                  {about.preview}
                  <div>{PADDING}</div>
                </div>
                <table className="card" {...TABLE} style={styles.card}>
                  <tbody>
                    <tr>
                      <td className="inside" style={styles.inside}>
                        <p className="ink" style={styles.product}>
                          {brand.name}
                        </p>
                        <h1 className="ink" style={styles.title}>
                          {about.title}
                        </h1>
                        {about.children}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  )
}

/** For layout, because Outlook ignores padding except on cells. The role hides it from screen readers. */
const TABLE = {
  role: 'presentation',
  align: 'center',
  width: '100%',
  border: 0,
  cellPadding: 0,
  cellSpacing: 0,
} as const

/** Invisible. Without it, inboxes would go on with the product's name and the title. */
const PADDING = '\u00a0\u200c\u200b\u200d\u200e\u200f\ufeff'.repeat(100)
