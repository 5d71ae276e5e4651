import type { MailContents } from '@/lib/mail/send'
import { MailLayout } from '@/lib/mail/templates/layout'
import { Paragraph, SmallPrint } from '@/lib/mail/templates/parts'
import { paragraphs } from '@/lib/mail/templates/words'
import { noAccountMail as t } from '@/lib/texts'

/**
 * What an address gets that can't come in, so that the page needn't tell: one without an account where SIGN_UP keeps new
 * ones out, and one whose account is disabled. The same mail for both, since the page that follows is the same, too.
 */
export function noAccountMail(): MailContents {
  return {
    kind: 'no-account',
    subject: t.subject,
    text: paragraphs(t.title, t.intro, t.otherAddress, t.notYou),
    html: (
      <MailLayout subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <Paragraph>{t.otherAddress}</Paragraph>
        <SmallPrint>{t.notYou}</SmallPrint>
      </MailLayout>
    ),
  }
}
