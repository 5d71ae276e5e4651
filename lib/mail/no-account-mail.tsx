import { Text } from '@react-email/components'
import { ink, MailLayout, quiet } from '@/lib/mail/layout'
import type { MailContents } from '@/lib/mail/send'
import { noAccountMail as t } from '@/lib/texts'

/** What an address without an account gets where SIGN_UP keeps new ones out, so that the page needn't tell. */
export function noAccountMail(): MailContents {
  return {
    kind: 'no-account',
    subject: t.subject,
    text: [t.title, t.intro, t.otherAddress, t.notYou, ''].join('\n\n'),
    html: (
      <MailLayout preview={t.preview} title={t.title}>
        <Text className="ink" style={ink}>
          {t.intro}
        </Text>
        <Text className="ink" style={ink}>
          {t.otherAddress}
        </Text>
        <Text className="quiet" style={quiet}>
          {t.notYou}
        </Text>
      </MailLayout>
    ),
  }
}
