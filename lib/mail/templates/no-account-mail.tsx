import type { MailContents } from '@/lib/mail/send'
import { MailLayout } from '@/lib/mail/templates/layout'
import { Paragraph, SmallPrint } from '@/lib/mail/templates/parts'
import { paragraphs } from '@/lib/mail/templates/words'
import { noAccountMail as t } from '@/lib/texts'

/** What an address without an account gets where SIGN_UP keeps new ones out, so that the page needn't tell. */
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
