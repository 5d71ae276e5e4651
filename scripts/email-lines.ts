/** What a terminal shows of a mail: who gets it and why, the first link, and the code if it stands on a line of its own. */
export function mailLines(mail: { to: string[]; subject: string; text?: string }): string {
  const text = mail.text ?? ''
  const link = text.match(/https?:\/\/[^\s<>"]+/)?.[0].replace(/[.,;:!?)\]]+$/, '')
  const code = text.match(/^[^\S\n]*(\d{6}|\d{3} \d{3})[^\S\n]*$/m)?.[1]
  const lines = [`Mail to ${mail.to.join(', ')}: ${mail.subject}`, link && `  ${link}`, code && `  ${code}`]
  return lines
    .filter(Boolean)
    .map((line) => withoutControls(String(line)))
    .join('\n')
}

/** A subject is anybody's text, and a terminal obeys escape sequences. */
function withoutControls(line: string) {
  return line.replace(/\p{Cc}/gu, '')
}
