import { renderEmail } from '@/lib/email/render'
import { sampleEmails } from '@/scripts/emails/samples'

/** An email as the page shows it. */
export type RenderedEmail = { kind: string; subject: string; preview: string; text: string; html: string }

// Runs in a new process at each reload, to see every file as it is now, and prints JSON.
const emails: RenderedEmail[] = await Promise.all(
  sampleEmails().map(async ({ kind, subject, text, html }) => {
    const markup = await renderEmail(html)
    const preview = /class="preview"[^>]*>([^<]*)/.exec(markup)?.[1] ?? ''
    return { kind, subject, preview, text, html: markup }
  }),
)
process.stdout.write(JSON.stringify(emails))
