import { codeIn, type Email, linksIn } from './email'

/** An email for a terminal: recipient and subject, and the first link and the code, if any. */
export function emailLines(email: Pick<Email, 'to' | 'subject' | 'text'>): string {
  const [link] = linksIn(email)
  const code = codeIn(email)
  return [`Email to ${email.to.join(', ')}: ${email.subject}`, link && `  ${link}`, code && `  ${code}`]
    .filter((line) => line !== undefined)
    .map(withoutControls)
    .join('\n')
}

/** A subject may be an attacker's text, and a terminal obeys escape sequences. */
function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, '')
}
