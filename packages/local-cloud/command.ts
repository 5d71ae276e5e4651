import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { emailLines, startResend, startUpstash } from './index'

const USAGE = `local-cloud [options]

  --upstash-port PORT   8079 by default; 0 takes any free one
  --resend-port PORT    8025 by default
  --smtp-port PORT      SMTP instead of Resend; 0 takes any free one
  --redis-url URL       a real Redis behind Upstash's protocol, instead of memory
  --webhook-url URL     where delivery events are reported

Prints the variables to set. UPSTASH_REDIS_REST_TOKEN and RESEND_WEBHOOK_SECRET are kept if they are
set already, and made up if not.`

const option = { type: 'string' } as const
const { values } = parseArgs({
  options: {
    'upstash-port': { ...option, default: '8079' },
    'resend-port': { ...option, default: '8025' },
    'smtp-port': option,
    'redis-url': option,
    'webhook-url': option,
    help: { type: 'boolean' },
  },
})

if (values.help) console.log(USAGE)
else await start()

async function start(): Promise<void> {
  const token = process.env.UPSTASH_REDIS_REST_TOKEN || randomBytes(16).toString('hex')
  const secret = process.env.RESEND_WEBHOOK_SECRET || `whsec_${randomBytes(24).toString('base64')}`
  const upstash = await startUpstash({
    port: Number(values['upstash-port']),
    token,
    redisUrl: values['redis-url'],
  })
  const resend = await startResend({
    port: Number(values['resend-port']),
    webhook: { url: () => values['webhook-url'], secret },
    // Not to stdout, which holds the variables alone: `local-cloud > .env.local`.
    onEmail: (email) => console.error(emailLines(email)),
  })
  const smtp = values['smtp-port'] && (await resend.startSmtp(Number(values['smtp-port'])))
  const mail = smtp
    ? `SMTP_URL=${smtp.url}`
    : `RESEND_BASE_URL=${resend.url}
RESEND_API_KEY=re_local
RESEND_WEBHOOK_SECRET=${secret}`
  console.log(`UPSTASH_REDIS_REST_URL=${upstash.url}
UPSTASH_REDIS_REST_TOKEN=${token}
${mail}`)
  console.error(`The mailbox is at ${resend.url}`)
}
