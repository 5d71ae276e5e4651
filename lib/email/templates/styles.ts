import type { CSSProperties } from 'react'
import { dark, light } from '@/lib/email/templates/colors'

/** Written inline, because some email apps drop style sheets. Made once, not for each email. */
export const styles = {
  body: { margin: 0, padding: 0, backgroundColor: light.page },
  page: { margin: 0, padding: '32px 12px', backgroundColor: light.page },
  preview: { display: 'none', overflow: 'hidden', lineHeight: '1px', opacity: 0, maxHeight: 0, maxWidth: 0 },
  card: {
    maxWidth: 480,
    backgroundColor: light.card,
    border: `1px solid ${light.line}`,
    borderTop: `6px solid ${light.accent}`,
    borderRadius: 16,
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
  },
  inside: { padding: '32px 32px 20px' },
  product: { margin: '0 0 24px', fontSize: 17, lineHeight: '24px', fontWeight: 700, color: light.ink },
  title: { margin: '0 0 12px', fontSize: 28, lineHeight: '34px', letterSpacing: '-0.4px', color: light.ink },
  paragraph: { margin: '0 0 16px', fontSize: 16, lineHeight: '24px', color: light.ink },
  smallPrint: { margin: '0 0 12px', fontSize: 14, lineHeight: '21px', color: light.quiet },
  fact: { wordBreak: 'break-word' },
  quiet: { color: light.quiet },
  link: { color: light.accent, textDecorationLine: 'none', fontSize: 13, wordBreak: 'break-all' },
  /** 48 px high: a thumb needs 44. */
  button: {
    display: 'block',
    maxWidth: '100%',
    margin: '20px 0 24px',
    paddingTop: 14,
    paddingRight: 28,
    paddingBottom: 14,
    paddingLeft: 28,
    msoPaddingAlt: '0px',
    borderRadius: 12,
    backgroundColor: light.accent,
    color: light.onAccent,
    fontSize: 16,
    lineHeight: '20px',
    fontWeight: 600,
    textAlign: 'center',
    textDecoration: 'none',
  },
  label: {
    display: 'inline-block',
    maxWidth: '100%',
    lineHeight: '120%',
    msoPaddingAlt: '0px',
    msoTextRaise: '10.5px',
  },
  code: {
    margin: '0 0 24px',
    padding: '14px 0 14px 6px',
    borderRadius: 12,
    backgroundColor: light.code,
    color: light.ink,
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
    fontSize: 32,
    lineHeight: '40px',
    fontWeight: 600,
    letterSpacing: 6,
    textAlign: 'center',
    whiteSpace: 'nowrap',
  },
} satisfies Record<string, CSSProperties & ForOutlook>

type ForOutlook = { msoPaddingAlt?: string; msoTextRaise?: string }

/** Email apps that drop all of this still show the light version, by the inline styles. */
export const STYLE_SHEET = `:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (max-width: 480px) {
  .inside { padding: 24px 20px 12px !important }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: ${dark.page} !important }
  .page td { background-color: transparent !important }
  .card { background-color: ${dark.card} !important; border-color: ${dark.accent} ${dark.line} ${dark.line} !important }
  .ink { color: ${dark.ink} !important }
  .quiet { color: ${dark.quiet} !important }
  .link { color: ${dark.accent} !important }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important }
  .code { background-color: ${dark.code} !important; color: ${dark.ink} !important }
}`
