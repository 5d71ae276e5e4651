import { checkEmail as t } from '@/lib/copy'

/**
 * What to do when no email comes. The same for every address, so that it tells nothing about one.
 * @param props.isLate the visitor has waited long enough to want it opened
 * @param props.contact an email address or an https URL
 */
export function Help({ isLate, contact }: { isLate: boolean; contact?: string }) {
  return (
    <details open={isLate}>
      <summary>{t.help.title}</summary>
      <ul>
        {t.help.hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
        {contact && <li>{contactSentence(contact)}</li>}
      </ul>
    </details>
  )
}

function contactSentence(contact: string) {
  if (!contact.startsWith('https://')) return t.help.writeTo(<a href={`mailto:${contact}`}>{contact}</a>)
  return t.help.visit(<a href={contact}>{contact.replace(/^https:\/\/|\/$/g, '')}</a>)
}
