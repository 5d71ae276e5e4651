import { html, type Markup } from './html'
import { CURRENT } from './list'
import { linksIn, type Mail } from './mail'
import { href, type Place, type View } from './place'
import { explain, untaken } from './state'
import { renderView, viewsOf } from './views'
import { when } from './when'

/** One mail: what is to be known of it, its first link, and the view asked for. */
export function renderArticle(mail: Mail | undefined, place: Place): Markup {
  if (!mail) {
    return html`<article id="mail"><div class="empty"><p>This mail is no longer here. <a href="${href('/', { q: place.q })}">Show all mail</a></p></div></article>`
  }
  const views = viewsOf(mail)
  const view = views.find(({ name }) => name === place.view)?.name ?? views[0]?.name ?? 'source'
  return html`<article id="mail" aria-labelledby="subject" data-mail="${mail.id}">
<header>
<div class="title">
<h2 id="subject">${mail.subject}</h2>
<form id="delete" method="post" action="${href(`/mails/${mail.id}/delete`, { q: place.q })}"><button class="quiet">Delete</button></form>
</div>
<dl>
<div><dt>To</dt><dd>${mail.to.join(', ')}</dd></div>
<div><dt>From</dt><dd>${mail.from}</dd></div>
<div><dt>Sent</dt><dd><time datetime="${mail.createdAt}">${when(mail.createdAt, 'medium')}</time></dd></div>
<div><dt>State</dt><dd>${explain(mail)}${untaken(mail).map((sentence) => html`<br><span class="untaken">${sentence}</span>`)}</dd></div>
</dl>
${renderLink(mail)}
<nav aria-label="Views">${views.map(
    ({ name, label }) =>
      html`<a href="${href(`/mails/${mail.id}`, { ...place, view: name })}"${name === view ? CURRENT : ''}>${label}</a>`,
  )}${view === 'html' ? renderWidth(mail, place) : ''}</nav>
</header>
${renderView(mail, view, place)}
</article>`
}

/** The link that most mails are sent for. */
function renderLink(mail: Mail): Markup {
  const links = linksIn(mail)
  const signIn = links.find((link) => new URL(link).pathname.startsWith('/magic-link/'))
  const link = signIn ?? links[0]
  if (link === undefined) return html``
  return html`<div id="link">
<p class="address">${link}</p>
<p class="ways"><a class="button" href="${link}" target="_blank" rel="noopener noreferrer">Open in this browser</a>
<button type="button" class="with-script" data-copies="${link}">Copy for a private window</button></p>
${signIn ? html`<p class="hint">It signs in at once in the browser that asked for it; any other one asks first.</p>` : ''}
</div>`
}

function renderWidth(mail: Mail, place: Place): Markup {
  const isPhone = place.width === 'phone'
  const other: Place = { ...place, view: 'html' satisfies View, width: isPhone ? undefined : 'phone' }
  return html`<a id="width" href="${href(`/mails/${mail.id}`, other)}">${isPhone ? 'Full width' : 'Phone width'}</a>`
}
