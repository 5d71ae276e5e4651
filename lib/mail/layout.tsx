import { Body, Container, Head, Heading, Html, Preview, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { product } from '@/lib/texts'

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

/** What all mails have in common. Colours are mid-tones where they can be, so that mail apps' dark modes keep them legible. */
export function MailLayout(props: { preview: string; title: string; children: ReactNode }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{`@media (prefers-color-scheme: dark) {
  .page { background: #16181d !important }
  .card { background: #1f2229 !important; border-color: #343944 !important }
  .ink { color: #eceef2 !important }
  .quiet { color: #a5acb8 !important }
  .link { color: #9db4ff !important }
  .code { background: #2a2e37 !important; color: #eceef2 !important }
}`}</style>
      </Head>
      <Preview>{props.preview}</Preview>
      <Body
        className="page"
        style={{ margin: 0, padding: '32px 12px', background: '#f4f5f7', fontFamily: font }}
      >
        <Container
          className="card"
          style={{
            maxWidth: 480,
            padding: '32px 32px 24px',
            background: '#ffffff',
            border: '1px solid #dfe2e8',
            borderRadius: 12,
          }}
        >
          <Text className="quiet" style={{ ...quiet, margin: '0 0 20px', fontWeight: 600 }}>
            {product}
          </Text>
          <Heading
            className="ink"
            as="h1"
            style={{ margin: '0 0 12px', fontSize: 24, lineHeight: '30px', color: '#1b1d22' }}
          >
            {props.title}
          </Heading>
          {props.children}
        </Container>
      </Body>
    </Html>
  )
}

export const ink = { margin: '0 0 16px', fontSize: 16, lineHeight: '24px', color: '#1b1d22' }
export const quiet = { margin: '0 0 8px', fontSize: 14, lineHeight: '21px', color: '#5b6270' }
