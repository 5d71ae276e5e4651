import { renderArticle, type View } from './article'
import { addressIn, type Email } from './email'
import { html, type Markup } from './html'
import { type State, stateOf } from './state'

export type Page = {
  emails: Email[]
  /** The one beside the list. */
  email?: Email
  /** It was chosen: a phone shows it instead of the list, and no new email takes its place. */
  opened: boolean
  view?: View
}

/** The mailbox as a whole document: the list, and beside it one email. */
export function renderPage({ emails, email, opened, view }: Page): string {
  const isEmpty = emails.length === 0 && !opened
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${email && opened ? `${email.subject} · Mailbox` : 'Mailbox'}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/mailbox.css">
<script src="/script.js" type="module"></script>
</head>
<body class="${opened ? 'opened' : 'all'}">
<header>
<h1><a href="/">Mailbox</a></h1>
<p role="status" id="count">${emails.length === 1 ? '1 email' : `${emails.length} emails`}</p>
<form method="post" action="/mailbox/delete"><button>Delete all</button></form>
</header>
<main>
${isEmpty ? html`<p class="empty">No emails yet. They show up here as soon as they’re sent.</p>` : ''}
${isEmpty ? '' : [renderList(emails, email), renderArticle(email, view)]}
</main>
</body>
</html>
`.text
}

function renderList(emails: Email[], current: Email | undefined): Markup {
  return html`<nav id="list" aria-label="Emails"><ol>${emails.map(
    (email) => html`
<li><a href="/mailbox/${email.id}"${email === current ? html` aria-current="page"` : ''}>
<span class="line"><span class="to">${email.to.map((to) => addressIn(to) ?? to).join(', ')}</span>
${time(email.createdAt)}</span>
<span class="line"><span class="subject">${email.subject}</span>
${renderState(stateOf(email))}</span>
</a></li>`,
  )}
</ol></nav>`
}

/** The server runs on the reader's own machine, so its time zone is theirs. */
function time(iso: string): Markup {
  const date = new Date(iso)
  const day = date.toDateString() === new Date().toDateString() ? undefined : 'numeric'
  const shown = date.toLocaleString('en-US', { month: day, day, hour: 'numeric', minute: '2-digit' })
  return html`<time datetime="${iso}">${shown}</time>`
}

function renderState(state: State): Markup {
  const tone = /^(bounced|complained|rejected)$/.test(state) ? 'bad' : state === 'delivered' ? 'good' : 'slow'
  return html`<span class="state ${tone}">${state[0]?.toUpperCase() ?? ''}${state.slice(1)}</span>`
}
