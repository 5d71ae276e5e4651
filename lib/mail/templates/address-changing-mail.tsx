import type { MailContents } from '@/lib/mail/send'
import { MailLayout } from '@/lib/mail/templates/layout'
import { FactLines, LinkButton, LinkInFull, Paragraph, SmallPrint } from '@/lib/mail/templates/parts'
import { type Facts, lines, moment, oneLine, paragraphs, unlinked } from '@/lib/mail/templates/words'
import { addressChangingMail as t } from '@/lib/texts'

/**
 * To the old address, while the new one is asked to confirm.
 *
 * @param about.url stops the change, without a sign-in @param about.until when that link ends
 * @param about.at when the change was asked for @param about.device who asked
 */
export function addressChangingMail(about: {
  url: string
  until: Date
  newAddress: string
  at: Date
  device: string
}): MailContents {
  const { url } = about
  const facts: Facts = [
    [t.newAddress, oneLine(about.newAddress)],
    [t.askedAt, moment(about.at)],
    [t.askedIn, unlinked(about.device)],
  ]
  const lifetime = t.lifetime(moment(about.until))
  return {
    kind: 'address-changing',
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
