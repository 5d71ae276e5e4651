import { html, type Markup } from './html'
import { addressIn, type Mail } from './mail'
import { href, type Place } from './place'
import { type State, stateOf } from './state'
import { when } from './when'

export const CURRENT = html` aria-current="page"`

/** The mails as links, each with who, when, what and what became of it. */
export function renderList(mails: Mail[], current: Mail | undefined, place: Place): Markup {
  return html`<nav id="list" aria-label="Mails"><ol>${mails.map(
    (mail) => html`
<li><a href="${href(`/mails/${mail.id}`, place)}" data-mail="${mail.id}"${mail === current ? CURRENT : ''}>
<span class="line"><span class="to">${mail.to.map((to) => addressIn(to) ?? to).join(', ')}</span>
<time datetime="${mail.createdAt}">${when(mail.createdAt)}</time></span>
<span class="line"><span class="subject">${mail.subject}</span>
${renderState(stateOf(mail))}</span>
</a></li>`,
  )}
</ol></nav>`
}

function renderState(state: State): Markup {
  return html`<span class="state ${TONES[state]}">${state[0]?.toUpperCase() ?? ''}${state.slice(1)}</span>`
}

/** The words tell; the tone only helps to find them. */
const TONES: Record<State, string> = {
  'on its way': 'calm',
  delivered: 'calm',
  delayed: 'slow',
  bounced: 'bad',
  complained: 'bad',
  rejected: 'bad',
  'no answer': 'slow',
  'garbled answer': 'slow',
}
