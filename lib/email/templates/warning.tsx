import type { Copy } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { FactLines, LinkButton, LinkInFull, Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { type Facts, lines, paragraphs } from '@/lib/email/templates/plain-text'

type Texts = Record<
  'subject' | 'preview' | 'title' | 'intro' | 'wasYou' | 'notYou' | 'button' | 'mailbox' | 'inFull',
  string
> & { language: Copy['language']; lifetime: (until: string) => string }

/**
 * Tells the owner what someone did with the account, with a link that stops it without a sign-in.
 *
 * @param about.url that link @param about.until when it expires
 */
export function warningEmail(
  kind: Email['kind'],
  t: Texts,
  about: { facts: Facts; url: string; until: Date },
): Email {
  const { facts, url } = about
  const lifetime = t.lifetime(t.language.words.dateTime(about.until))
  return {
    kind,
    subject: t.subject,
    text: paragraphs(t.title, t.intro, lines(facts), t.wasYou, t.notYou, url, lifetime, t.mailbox),
    html: (
      <EmailLayout language={t.language} subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <FactLines facts={facts} />
        <Paragraph>{t.wasYou}</Paragraph>
        <Paragraph>{t.notYou}</Paragraph>
        <LinkButton href={url}>{t.button}</LinkButton>
        <SmallPrint>{lifetime}</SmallPrint>
        <SmallPrint>{t.mailbox}</SmallPrint>
        <LinkInFull href={url}>{t.inFull}</LinkInFull>
      </EmailLayout>
    ),
  }
}
