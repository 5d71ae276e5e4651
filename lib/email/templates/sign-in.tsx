import { signInEmail as t } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { Code, LinkButton, LinkInFull, Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { paragraphs, unlinked } from '@/lib/email/templates/plain-text'

/**
 * The email with the magic link and the code. The code isn't in the subject, which locked screens
 * show.
 *
 * @param about.code six digits @param about.minutes how long the link and the code are valid
 * @param about.device the browser that requested it
 */
export function signInEmail(about: {
  url: string
  code: string
  minutes: { link: number; code: number }
  device: string
}): Email {
  const { url, minutes } = about
  const code = `${about.code.slice(0, 3)} ${about.code.slice(3)}`
  const origin = `${t.requestedIn(unlinked(about.device))} ${t.lifetime(minutes)}`
  return {
    kind: 'sign-in',
    subject: t.subject,
    text: paragraphs(t.title, t.intro, url, t.orCode, code, origin, t.notYou),
    html: (
      <EmailLayout subject={t.subject} preview={t.preview(minutes.link)} title={t.title}>
        <Paragraph>{t.intro}</Paragraph>
        <LinkButton href={url}>{t.button}</LinkButton>
        <Paragraph>{t.orCode}</Paragraph>
        <Code>{code}</Code>
        <SmallPrint>{origin}</SmallPrint>
        <SmallPrint>{t.notYou}</SmallPrint>
        <LinkInFull href={url}>{t.inFull}</LinkInFull>
      </EmailLayout>
    ),
  }
}
