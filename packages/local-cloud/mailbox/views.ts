import { html, type Markup } from './html'
import { LINK, type Mail, messageId } from './mail'
import type { Place, View } from './place'

/** The views that a mail has, the best one first. */
export function viewsOf(mail: Mail): { name: View; label: string }[] {
  return [
    ...(mail.html === undefined ? [] : [{ name: 'html' as const, label: 'Message' }]),
    ...(mail.text === undefined ? [] : [{ name: 'text' as const, label: 'Plain text' }]),
    { name: 'headers', label: 'Headers' },
    { name: 'source', label: 'Source' },
  ]
}

export function renderView(mail: Mail, view: View, { width }: Place): Markup {
  switch (view) {
    case 'html':
      // The mail's own markup is only ever served to this frame, never put into the page.
      return html`<div class="frame${width === 'phone' ? ' phone' : ''}"><iframe title="The message" src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe></div>`
    case 'text':
      return scrolling('Plain text', html`<pre class="text">${linked(mail.text ?? '')}</pre>`)
    case 'headers':
      return scrolling('Headers', html`<table>${headersOf(mail).map(headerRow)}\n</table>`)
    case 'source':
      return scrolling(
        'Source',
        html`<h3>Headers</h3>
<pre>${headersOf(mail)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}</pre>
${mail.html === undefined ? '' : html`<h3>HTML</h3>\n<pre>${mail.html}</pre>`}
${mail.text === undefined ? '' : html`<h3>Text</h3>\n<pre>${mail.text}</pre>`}`,
      )
  }
}

/** The document for the frame: the mail's own, with its links sent to a tab of their own. */
export function framed(mail: Mail): string {
  const markup = mail.html ?? ''
  const base = '<base target="_blank">'
  const head = /<head(?:\s[^>]*)?>/i.exec(markup) ?? /<!doctype[^>]*>/i.exec(markup)
  const at = head ? head.index + head[0].length : 0
  return markup.slice(0, at) + base + markup.slice(at)
}

function scrolling(label: string, content: Markup): Markup {
  return html`<div class="view" tabindex="0" role="region" aria-label="${label}">${content}</div>`
}

function linked(text: string): Markup[] {
  const links = text.match(LINK) ?? []
  return text.split(LINK).map((between, i) => {
    const link = links[i]
    return link === undefined
      ? html`${between}`
      : html`${between}<a href="${link}" target="_blank" rel="noopener noreferrer">${link}</a>`
  })
}

function headerRow([name, value]: [string, string]): Markup {
  return html`\n<tr><th scope="row">${name}</th><td>${value}</td></tr>`
}

function headersOf(mail: Mail): [string, string][] {
  return [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ...(mail.replyTo ? [['Reply-To', mail.replyTo.join(', ')] satisfies [string, string]] : []),
    ['Subject', mail.subject],
    ['Date', new Date(mail.createdAt).toUTCString()],
    ['Message-ID', messageId(mail)],
    ...Object.entries(mail.headers),
    ...(mail.tags ?? []).map(({ name, value }): [string, string] => [`Tag ${name}`, value]),
  ]
}
