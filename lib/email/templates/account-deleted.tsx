import type { Copy } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { Address, Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { paragraphs } from '@/lib/email/templates/plain-text'

/**
 * The last email to a deleted account's address.
 *
 * @param about.url where the address can sign up again; undefined if SIGN_UP doesn't allow it
 */
export function accountDeletedEmail(copy: Copy, about: { at: Date; url?: string }): Email {
  const { accountDeletedEmail: t, language } = copy
  const { url } = about
  const intro = t.intro(language.words.dateTime(about.at))
  return {
    kind: 'account-deleted',
    subject: t.subject,
    text: paragraphs(t.title, intro, ...(url ? [t.again, url] : []), t.notYou),
    html: (
      <EmailLayout language={language} subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{intro}</Paragraph>
        {url && (
          <Paragraph>
            {t.again}
            <br />
            <Address href={url} />
          </Paragraph>
        )}
        <SmallPrint>{t.notYou}</SmallPrint>
      </EmailLayout>
    ),
  }
}
