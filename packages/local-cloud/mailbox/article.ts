import { codeIn, type Email, linksIn } from './email'
import { html, type Markup } from './html'
import { explain, webhookProblems } from './state'

const LABELS = { html: 'HTML', text: 'Text' }
export type View = keyof typeof LABELS

/** One email: its delivery, its link and code to copy, and one of its views. */
export function renderArticle(email: Email | undefined, wanted: View | undefined): Markup {
  if (!email) {
    return html`<article><p class="empty">This email is no longer here. <a href="/">Show all</a></p></article>`
  }
  const views = (['html', 'text'] as const).filter((view) => email[view] !== undefined)
  const view = views.find((view) => view === wanted) ?? views[0]
  return html`<article data-email="${email.id}" aria-labelledby="subject">
<header>
<h2 id="subject">${email.subject}</h2>
<dl>
<div><dt>To</dt><dd>${email.to.join(', ')}</dd></div>
<div><dt>From</dt><dd>${email.from}</dd></div>
<div><dt>State</dt><dd id="state">${explain(email)}${webhookProblems(email).map(
    (problem) => html`<br><span class="bad">${problem}</span>`,
  )}</dd></div>
${renderLink(linksIn(email)[0])}
${renderCode(codeIn(email))}
</dl>
<nav aria-label="Views">${views.map(
    (each) =>
      html`<a href="/mailbox/${email.id}?view=${each}"${each === view ? html` aria-current="page"` : ''}>${LABELS[each]}</a>`,
  )}<a href="/api/emails/${email.id}">JSON</a></nav>
</header>
${view === 'html' ? renderFrame(email) : html`<pre tabindex="0" role="region" aria-label="The email">${email.text ?? ''}</pre>`}
</article>`
}

/** The document for the frame: the email's own, with links that open in a new tab. */
export function renderFramed({ html = '' }: Email): string {
  const head = /<head(?:\s[^>]*)?>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html)
  const at = head ? head.index + head[0].length : 0
  return `${html.slice(0, at)}<base target="_blank">${html.slice(at)}`
}

function renderLink(link: string | undefined): Markup {
  if (link === undefined) return html``
  return html`<div><dt>Link</dt><dd><a class="link" ${NEW_TAB} href="${link}">${link}</a>
<button type="button" data-copy="${link}">Copy link</button></dd></div>`
}

function renderCode(code: string | undefined): Markup {
  if (code === undefined) return html``
  return html`<div><dt>Code</dt><dd><span class="code">${code}</span>
<button type="button" data-copy="${code.replace(' ', '')}">Copy code</button></dd></div>`
}

// The page that a link opens must not get the mailbox's address, or a handle on its window.
const NEW_TAB = html`target="_blank" rel="noopener noreferrer"`

/** The email's own markup is only ever served to this frame, never put into the page. */
function renderFrame(email: Email): Markup {
  return html`<iframe title="The email" src="/mailbox/${email.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>`
}
