import { Body, Column, Container, Head, Heading, Html, Preview, Row, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { product } from '@/lib/copy'
import { type Colors, dark, light } from '@/lib/email/templates/colors'

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

/** The frame of every email. @param about.preview the line that inboxes show after the subject */
export function EmailLayout(about: { subject: string; preview: string; title: string; children: ReactNode }) {
  return (
    <Html lang="en">
      <Head>
        <title>{about.subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* A code isn't a phone number. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <style>{styles(dark)}</style>
      </Head>
      <Body className="page" style={{ margin: 0, padding: '32px 12px', backgroundColor: light.page }}>
        <Preview>{about.preview}</Preview>
        <Container
          className="card"
          style={{
            maxWidth: 480,
            backgroundColor: light.card,
            border: `1px solid ${light.line}`,
            borderRadius: 16,
            fontFamily: FONT,
          }}
        >
          {/* Outlook ignores padding except on cells. */}
          <Row>
            <Column className="inside" style={{ padding: '32px 32px 20px' }}>
              <Text
                className="quiet"
                style={{
                  margin: '0 0 20px',
                  fontSize: 14,
                  lineHeight: '20px',
                  fontWeight: 600,
                  color: light.quiet,
                }}
              >
                {product}
              </Text>
              <Heading
                className="ink"
                as="h1"
                style={{ margin: '0 0 12px', fontSize: 24, lineHeight: '30px', color: light.ink }}
              >
                {about.title}
              </Heading>
              {about.children}
            </Column>
          </Row>
        </Container>
      </Body>
    </Html>
  )
}

/** Email apps that drop all of this still show the light version, by its inline styles. */
const styles = (colors: Colors) => `:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (max-width: 480px) {
  .inside { padding: 24px 20px 12px !important }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: ${colors.page} !important }
  .page td { background-color: transparent !important }
  .card { background-color: ${colors.card} !important; border-color: ${colors.line} !important }
  .ink { color: ${colors.ink} !important }
  .quiet { color: ${colors.quiet} !important }
  .link { color: ${colors.accent} !important }
  .button { background-color: ${colors.accent} !important; color: ${colors.onAccent} !important }
  .code { background-color: ${colors.code} !important; color: ${colors.ink} !important }
}`
