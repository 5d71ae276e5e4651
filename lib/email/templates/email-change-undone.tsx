import { type Copy, deviceIn, networkIn } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { FactLines, Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { type Facts, lines, paragraphs, unlinked } from '@/lib/email/templates/plain-text'

/**
 * To the address that an account loses when a confirmed change to it is undone. It doesn't name the
 * address that the account has again, which its reader may not know.
 *
 * @param about.device where it was undone @param about.place the approximate location, if known
 */
export function emailChangeUndoneEmail(
  copy: Copy,
  about: { at: Date; device: string; place?: string },
): Email {
  const { emailChangeUndoneEmail: t, language } = copy
  const { place } = about
  const facts: Facts = [
    [t.when, language.words.dateTime(about.at)],
    [t.browser, deviceIn(copy, unlinked(about.device))],
    [t.place, place && networkIn(copy, unlinked(place))],
  ]
  return {
    kind: 'email-change-undone',
    subject: t.subject,
    text: paragraphs(t.title, t.intro, lines(facts), t.wasYou, t.notYou),
    html: (
      <EmailLayout language={language} subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <FactLines facts={facts} />
        <Paragraph>{t.wasYou}</Paragraph>
        <SmallPrint>{t.notYou}</SmallPrint>
      </EmailLayout>
    ),
  }
}
