import type { ReactNode } from 'react'
import { type Facts, present } from '@/lib/email/templates/plain-text'
import { styles } from '@/lib/email/templates/styles'

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <p className="ink" style={styles.paragraph}>
      {children}
    </p>
  )
}

export function SmallPrint({ children }: { children: ReactNode }) {
  return (
    <p className="quiet" style={styles.smallPrint}>
      {children}
    </p>
  )
}

export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="button" href={href} style={styles.button} target="_blank" rel="noopener">
      {OUTLOOK_BEFORE}
      <span style={styles.label}>{children}</span>
      {OUTLOOK_AFTER}
    </a>
  )
}

/** For apps in which buttons don't work, and for readers who look at a link before opening it. */
export function LinkInFull({ href, children }: { href: string; children: ReactNode }) {
  return (
    <SmallPrint>
      {children}
      <br />
      <Address href={href} />
    </SmallPrint>
  )
}

/** A link that shows its own URL. */
export function Address({ href }: { href: string }) {
  return (
    <a className="link" href={href} style={styles.link} target="_blank" rel="noopener">
      {breakable(href)}
    </a>
  )
}

/**
 * Without styles, a long word would make the email wider than the screen. Copying it leaves out
 * these breaks.
 */
const breakable = (word: string): ReactNode =>
  word.length <= 16 ? (
    word
  ) : (
    <>
      {word.slice(0, 16)}
      <wbr />
      {breakable(word.slice(16))}
    </>
  )

export function Code({ children }: { children: string }) {
  return (
    // Its halves would change places among words from right to left.
    <p className="code" dir="ltr" style={styles.code}>
      {children}
    </p>
  )
}

export function FactLines({ facts }: { facts: Facts }) {
  return (
    <Paragraph>
      {present(facts).map(({ label, value }, i) => (
        <span key={label} style={styles.fact}>
          {i > 0 && <br />}
          <span className="quiet" style={styles.quiet}>
            {label}:
          </span>{' '}
          {value}
        </span>
      ))}
    </Paragraph>
  )
}

/**
 * Outlook ignores the padding of a link. Stretched spaces, which only Outlook sees, stand in for it:
 * 28 px on each side, 14 px above and below.
 */
const forOutlook = (html: string) => (
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React can't write comments; only constants come here.
  <span dangerouslySetInnerHTML={{ __html: `<!--[if mso]>${html}<![endif]-->` }} />
)
const OUTLOOK_BEFORE = forOutlook(
  '<i style="mso-font-width:466.67%;mso-text-raise:21" hidden>&#8202;&#8202;&#8202;</i>',
)
const OUTLOOK_AFTER = forOutlook('<i style="mso-font-width:466.67%" hidden>&#8202;&#8202;&#8202;&#8203;</i>')
