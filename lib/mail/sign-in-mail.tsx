import { Button, Link, Text } from '@react-email/components'
import { ink, MailLayout, quiet } from '@/lib/mail/layout'
import type { MailContents } from '@/lib/mail/send'
import { signInMail as t } from '@/lib/texts'

/** The mail that signs somebody in. @param about.minutes how long link and code live @param about.device who asked */
export function signInMail(about: {
  url: string
  code: string
  minutes: number
  device: string
}): MailContents {
  const { url, minutes, device } = about
  const code = `${about.code.slice(0, 3)} ${about.code.slice(3)}`
  return {
    kind: 'sign-in',
    subject: t.subject,
    text: [
      t.title,
      `${t.intro}`,
      url,
      t.orCode,
      code,
      `${t.askedFrom(device)} ${t.lifetime(minutes)}`,
      t.notYou,
      '',
    ].join('\n\n'),
    html: (
      <MailLayout preview={t.preview(minutes)} title={t.title}>
        <Text className="ink" style={ink}>
          {t.intro}
        </Text>
        <Button
          href={url}
          style={{
            padding: '14px 28px',
            borderRadius: 8,
            background: '#3451c6',
            color: '#ffffff',
            fontSize: 16,
            fontWeight: 600,
          }}
        >
          {t.button}
        </Button>
        <Text className="ink" style={{ ...ink, margin: '28px 0 8px' }}>
          {t.orCode}
        </Text>
        <Text
          className="code"
          style={{
            margin: '0 0 24px',
            padding: '12px 16px',
            borderRadius: 8,
            background: '#f0f2f6',
            color: '#1b1d22',
            fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
            fontSize: 28,
            lineHeight: '36px',
            letterSpacing: 4,
            textAlign: 'center',
          }}
        >
          {code}
        </Text>
        <Text className="quiet" style={quiet}>
          {t.askedFrom(device)} {t.lifetime(minutes)}
        </Text>
        <Text className="quiet" style={quiet}>
          {t.orLink}
          <br />
          <Link className="link" href={url} style={{ color: '#3451c6', wordBreak: 'break-all' }}>
            {url}
          </Link>
        </Text>
        <Text className="quiet" style={quiet}>
          {t.notYou}
        </Text>
      </MailLayout>
    ),
  }
}
