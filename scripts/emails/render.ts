import { LANGUAGES, type Language } from '@/lib/copy'
import { renderEmail } from '@/lib/email/render'
import { sampleEmails } from '@/scripts/emails/samples'

/** An email as the page shows it. */
export type RenderedEmail = {
  language: Language
  kind: string
  subject: string
  preview: string
  text: string
  html: string
}

// Runs in a new process at each reload, to see every file as it is now, and prints JSON.
const emails: RenderedEmail[] = await Promise.all(
  LANGUAGES.flatMap((language) => sampleEmails({}, language).map((email) => ({ ...email, language }))).map(
    async ({ language, kind, subject, text, html }) => {
      const markup = await renderEmail(html)
      const preview = /class="preview"[^>]*>([^<]*)/.exec(markup)?.[1] ?? ''
      return { language, kind, subject, preview, text, html: markup }
    },
  ),
)
process.stdout.write(JSON.stringify(emails))
