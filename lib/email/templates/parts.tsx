import { Button, Link, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { light } from '@/lib/email/templates/colors'
import { type Facts, present } from '@/lib/email/templates/plain-text'

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={{ margin: '0 0 16px', fontSize: 16, lineHeight: '24px', color: light.ink }}>
      {children}
    </Text>
  )
}

export function SmallPrint({ children }: { children: ReactNode }) {
  return (
    <Text
      className="quiet"
      style={{ margin: '0 0 12px', fontSize: 14, lineHeight: '21px', color: light.quiet }}
    >
      {children}
    </Text>
  )
}

/** 48 px high: a thumb needs 44. */
export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      className="button"
      href={href}
      style={{
        display: 'block',
        margin: '20px 0 24px',
        padding: '14px 28px',
        borderRadius: 8,
        backgroundColor: light.accent,
        color: light.onAccent,
        fontSize: 16,
        lineHeight: '20px',
        fontWeight: 600,
        textAlign: 'center',
      }}
    >
      {children}
    </Button>
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
    <Link className="link" href={href} style={{ color: light.accent, fontSize: 13, wordBreak: 'break-all' }}>
      {breakable(href)}
    </Link>
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
    <Text
      className="code"
      style={{
        margin: '0 0 24px',
        padding: '14px 0 14px 6px',
        borderRadius: 8,
        backgroundColor: light.code,
        color: light.ink,
        fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
        fontSize: 32,
        lineHeight: '40px',
        fontWeight: 600,
        letterSpacing: 6,
        textAlign: 'center',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Text>
  )
}

export function FactLines({ facts }: { facts: Facts }) {
  return (
    <Paragraph>
      {present(facts).map(({ label, value }, i) => (
        <span key={label} style={{ wordBreak: 'break-word' }}>
          {i > 0 && <br />}
          <span className="quiet" style={{ color: light.quiet }}>
            {label}:
          </span>{' '}
          {value}
        </span>
      ))}
    </Paragraph>
  )
}
