import type { Copy } from '@/lib/copy'

type Sentences = Copy['checkEmail']['help']

/**
 * What to do when no email comes. The same for every address, so that it tells nothing about one.
 * @param props.isLate the visitor has waited long enough to want it opened
 * @param props.contact an email address or an https URL
 */
export function Help({ t, isLate, contact }: { t: Sentences; isLate: boolean; contact?: string }) {
  return (
    <details open={isLate}>
      <summary>{t.title}</summary>
      <ul>
        {t.hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
        {contact && <li>{contactSentence(t, contact)}</li>}
      </ul>
    </details>
  )
}

function contactSentence(t: Sentences, contact: string) {
  if (!contact.startsWith('https://')) return t.writeTo(<a href={`mailto:${contact}`}>{contact}</a>)
  return t.visit(<a href={contact}>{contact.replace(/^https:\/\/|\/$/g, '')}</a>)
}
