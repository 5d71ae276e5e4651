import { type Copy, deviceIn } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { LinkButton, LinkInFull, Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { paragraphs, unlinked } from '@/lib/email/templates/plain-text'

/**
 * To the new address, to confirm it. It doesn't name the old one, because after a typo it would
 * tell it to a stranger.
 *
 * @param about.url confirms the change @param about.minutes how long the link is valid
 * @param about.device the browser that requested the change
 */
export function confirmEmailChangeEmail(
  copy: Copy,
  about: { url: string; minutes: number; device: string },
): Email {
  const { confirmEmailChangeEmail: t, language } = copy
  const { url, minutes } = about
  const origin = `${t.requestedIn(deviceIn(copy, unlinked(about.device)))} ${t.lifetime(minutes)}`
  return {
    kind: 'confirm-email-change',
    subject: t.subject,
    text: paragraphs(t.title, t.intro, url, origin, t.notYou),
    html: (
      <EmailLayout language={language} subject={t.subject} preview={t.preview} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <LinkButton href={url}>{t.button}</LinkButton>
        <SmallPrint>{origin}</SmallPrint>
        <SmallPrint>{t.notYou}</SmallPrint>
        <LinkInFull href={url}>{t.inFull}</LinkInFull>
      </EmailLayout>
    ),
  }
}
