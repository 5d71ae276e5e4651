import { renderArticle } from './article'
import { CONFIRM, KEYS } from './dialogs'
import { html, type Markup } from './html'
import { renderList } from './list'
import type { Mail } from './mail'
import { href, type Place } from './place'

export type Page = {
  mails: Mail[]
  mail?: Mail
  place: Place
  /** The visitor asked for that mail: a phone shows it instead of the list, and new mail doesn't take its place. */
  alone: boolean
}

/** The mailbox as a whole document: the list, and beside it one mail. */
export function renderPage({ mails, mail, place, alone }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${mail && alone ? `${mail.subject} · Mailbox` : 'Mailbox'}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/controls.css">
<link rel="stylesheet" href="/list.css">
<link rel="stylesheet" href="/mail.css">
<link rel="stylesheet" href="/view.css">
<script src="/script.js" type="module"></script>
</head>
<body class="${alone ? 'one' : 'all'}">
<header>
<h1><a href="${href('/', { q: place.q })}">Mailbox</a></h1>
<p role="status" id="count">${count(mails.length, place.q)}</p>
<form id="search" role="search" action="/">
<input type="search" name="q" value="${place.q ?? ''}" placeholder="Search" aria-label="Search for an address, a subject or text" autocomplete="off" spellcheck="false">
</form>
<button type="button" class="quiet with-script" data-opens="keys" aria-haspopup="dialog">Keys</button>
<form id="delete-all" method="post" action="/delete" data-confirm="Delete all mail?">
<button class="quiet">Delete all</button>
</form>
</header>
<main>
${mails.length === 0 && !alone ? nothing(place) : [renderList(mails, mail, place), renderArticle(mail, place)]}
</main>
${KEYS}
${CONFIRM}
</body>
</html>
`.text
}

function nothing({ q }: Place): Markup {
  if (q !== undefined) {
    return html`<div class="empty"><p>Nothing found for “${q}”. <a href="/">Show all mail</a></p></div>`
  }
  return html`<div class="empty">
<svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true"><rect x="5" y="11" width="38" height="27" rx="4"/><path d="m6.5 14 15 12.2a4 4 0 0 0 5 0L41.5 14"/></svg>
<p>No mail yet: whatever the app sends will turn up here by itself.</p>
</div>`
}

function count(mails: number, q: string | undefined): string {
  if (q !== undefined) return `${mails} found`
  return mails === 1 ? '1 mail' : mails ? `${mails} mails` : ''
}
