import type { MailContents } from '@/lib/mail/send'
import { MailLayout } from '@/lib/mail/templates/layout'
import { FactLines, LinkButton, LinkInFull, Paragraph, SmallPrint } from '@/lib/mail/templates/parts'
import { type Facts, lines, moment, paragraphs, unlinked } from '@/lib/mail/templates/words'
import { newDeviceMail as t } from '@/lib/texts'

/**
 * After a sign-in from a browser that the account hasn't been used in before.
 *
 * @param about.url a page with a button that ends all sessions, without a sign-in @param about.until when that link ends
 * @param about.place roughly where, like "Lyon, France"; left out where nobody knows
 */
export function newDeviceMail(about: {
  url: string
  until: Date
  at: Date
  device: string
  place?: string
}): MailContents {
  const { url, place } = about
  const facts: Facts = [
    [t.when, moment(about.at)],
    [t.browser, unlinked(about.device)],
    [t.place, place && unlinked(place)],
  ]
  const lifetime = t.lifetime(moment(about.until))
  return {
    kind: 'new-device',
    subject: t.subject,
    text: paragraphs(t.title, t.intro, lines(facts), t.wasYou, t.notYou, url, lifetime, t.mailbox),
    html: (
      <MailLayout subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <FactLines facts={facts} />
        <Paragraph>{t.wasYou}</Paragraph>
        <Paragraph>{t.notYou}</Paragraph>
        <LinkButton href={url}>{t.button}</LinkButton>
        <SmallPrint>{lifetime}</SmallPrint>
        <SmallPrint>{t.mailbox}</SmallPrint>
        <LinkInFull href={url}>{t.inFull}</LinkInFull>
      </MailLayout>
    ),
  }
}
