import type { Copy } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { paragraphs } from '@/lib/email/templates/plain-text'

/**
 * To an address that can't sign in, so that the page doesn't have to say so: it has no account and
 * SIGN_UP doesn't allow new ones, or its account is disabled. Both get the same email, because
 * their owner sees the same page.
 */
export function noAccountEmail({ noAccountEmail: t, language }: Copy): Email {
  return {
    kind: 'no-account',
    subject: t.subject,
    text: paragraphs(t.title, t.intro, t.otherAddress, t.notYou),
    html: (
      <EmailLayout language={language} subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <Paragraph>{t.otherAddress}</Paragraph>
        <SmallPrint>{t.notYou}</SmallPrint>
      </EmailLayout>
    ),
  }
}
