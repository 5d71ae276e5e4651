import { type Copy, deviceIn, networkIn } from '@/lib/copy'
import type { Email } from '@/lib/email/send'
import { EmailLayout } from '@/lib/email/templates/layout'
import { Code, LinkButton, LinkInFull, Paragraph, SmallPrint } from '@/lib/email/templates/parts'
import { paragraphs, unlinked } from '@/lib/email/templates/plain-text'

/** What an email names that confirms more than a sign-in. */
export type SensitiveAction = keyof Copy['signInEmail']['confirming']

/**
 * The email with the magic link and the code. The code isn't in the subject, which locked screens
 * show.
 *
 * @param about.code six digits @param about.minutes how long the link and the code are valid
 * @param about.device the browser that requested it, and `network` where that seems to be
 * @param about.action what the sign-in is for, if it confirms more than itself
 */
export function signInEmail(
  copy: Copy,
  about: {
    url: string
    code: string
    minutes: { link: number; code: number }
    device: string
    network: string
    action?: SensitiveAction
  },
): Email {
  const { signInEmail: t, language } = copy
  const { url, minutes } = about
  const code = `${about.code.slice(0, 3)} ${about.code.slice(3)}`
  const device = deviceIn(copy, unlinked(about.device))
  const network = networkIn(copy, unlinked(about.network))
  const origin = `${t.requestedIn(device, network)} ${t.lifetime(minutes)}`
  const { subject, title, intro, button, orCode, notYou } = about.action ? confirming(t, about.action) : t
  return {
    kind: 'sign-in',
    subject,
    text: paragraphs(title, intro, url, orCode, code, origin, notYou),
    html: (
      <EmailLayout language={language} subject={subject} preview={t.preview(minutes.link)} title={title}>
        <Paragraph>{intro}</Paragraph>
        <LinkButton href={url}>{button}</LinkButton>
        <Paragraph>{orCode}</Paragraph>
        <Code>{code}</Code>
        <SmallPrint>{origin}</SmallPrint>
        <SmallPrint>{notYou}</SmallPrint>
        <LinkInFull href={url}>{t.inFull}</LinkInFull>
      </EmailLayout>
    ),
  }
}

const confirming = (t: Copy['signInEmail'], action: SensitiveAction) => ({
  ...t.confirming[action],
  button: t.confirmingButton,
  orCode: t.confirmingOrCode,
  notYou: t.notConfirming,
})
