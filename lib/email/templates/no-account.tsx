import { noAccountEmail as t } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { paragraphs } from '@/lib/email/templates/plain-text'

/**
 * What an address gets that can't come in, so that the page needn't tell: one without an account where SIGN_UP keeps new
 * ones out, and one whose account is disabled. The same mail for both, since the page that follows is the same, too.
 */
export function noAccountEmail(): Email {
  return {
    kind: 'no-account',
    subject: t.subject,
    text: paragraphs(t.title, t.intro, t.otherAddress, t.notYou),
    html: (
      <EmailLayout subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <Paragraph>{t.otherAddress}</Paragraph>
        <SmallPrint>{t.notYou}</SmallPrint>
      </EmailLayout>
    ),
  }
}
