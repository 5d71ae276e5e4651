import { html, type Markup } from './html'
import { addressIn, type Mail } from './store'
import { renderView, type View, viewsOf } from './views'

/**
 * The mailbox as a whole document: the list, and beside it one mail.
 * `alone` says that the visitor asked for that mail, so that a phone shows it instead of the list.
 */
export function renderPage(options: { mails: Mail[]; mail?: Mail; view?: View; alone: boolean }): string {
  const { mails, mail, alone } = options
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${mail && alone ? `${mail.subject} · Mailbox` : 'Mailbox'}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/list.css">
<link rel="stylesheet" href="/mail.css">
<script src="/script.js" type="module"></script>
</head>
<body class="${alone ? 'one' : 'all'}">
<header>
<h1><a href="/">Mailbox</a></h1>
<p role="status" id="count">${count(mails.length)}</p>
</header>
<main>
${mails.length === 0 && !alone ? EMPTY : [renderList(mails, mail), renderMail(mail, options.view)]}
</main>
</body>
</html>
`.text
}

const EMPTY = html`<div class="empty">
<svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><rect x="5" y="11" width="38" height="27" rx="4"/><path d="m6.5 14 15 12.2a4 4 0 0 0 5 0L41.5 14"/></svg>
<p>No mail yet: whatever the app sends will turn up here by itself.</p>
</div>`

function renderList(mails: Mail[], current: Mail | undefined): Markup {
  return html`<nav id="list" aria-label="Mails"><ol>${mails.map(
    (mail) => html`
<li><a href="/mails/${mail.id}"${mail === current ? CURRENT : ''}>
<span class="to">${mail.to.map((to) => addressIn(to) ?? to).join(', ')}</span>
<time datetime="${mail.createdAt}">${when(mail.createdAt)}</time>
<span class="subject">${mail.subject}</span>
</a></li>`,
  )}
</ol></nav>`
}

function renderMail(mail: Mail | undefined, asked: View | undefined): Markup {
  if (!mail) {
    return html`<article id="mail"><div class="empty"><p>This mail is no longer here. <a href="/">See all mail</a></p></div></article>`
  }
  const views = viewsOf(mail)
  const view = views.find(({ name }) => name === asked)?.name ?? views[0]?.name ?? 'source'
  return html`<article id="mail" aria-labelledby="subject">
<header>
<h2 id="subject">${mail.subject}</h2>
<dl>
<div><dt>To</dt><dd>${mail.to.join(', ')}</dd></div>
<div><dt>From</dt><dd>${mail.from}</dd></div>
<div><dt>Sent</dt><dd><time datetime="${mail.createdAt}">${when(mail.createdAt, 'medium')}</time></dd></div>
</dl>
<nav aria-label="Views">${views.map(
    ({ name, label }) =>
      html`<a href="/mails/${mail.id}?view=${name}"${name === view ? CURRENT : ''}>${label}</a>`,
  )}</nav>
</header>
${renderView(mail, view)}
</article>`
}

const CURRENT = html` aria-current="page"`

function count(mails: number): string {
  return mails === 1 ? '1 mail' : mails ? `${mails} mails` : ''
}

/** The server stands on the reader's own machine, so its time zone is theirs. */
function when(iso: string, timeStyle: 'short' | 'medium' = 'short'): string {
  const date = new Date(iso)
  const time = date.toLocaleTimeString('en-GB', { timeStyle })
  if (date.toDateString() === new Date().toDateString())
    return timeStyle === 'short' ? time : `Today, ${time}`
  return `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}, ${time}`
}
