// The keys that the dialog `#keys` lists. They rest while somebody types, and while a dialog is open.
import { confirmed } from './script-buttons.js'

const MOVED = 'moved-by-key'

const keys = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  '/': () => document.querySelector('#search input').select(),
  Delete: remove,
  '?': () => document.getElementById('keys').showModal(),
}

document.addEventListener('keydown', (event) => {
  const key = keys[event.key]
  const { target } = event
  if (!key || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (target.closest('input, textarea, select, [contenteditable]') || document.querySelector('dialog[open]'))
    return
  // There the arrows scroll.
  if (event.key.startsWith('Arrow') && target.closest('.view')) return
  event.preventDefault()
  key()
})

// Where the last page was left by a key, the next one goes on from its place in the list.
if (sessionStorage.getItem(MOVED)) {
  sessionStorage.removeItem(MOVED)
  const link = document.querySelector('#list a[aria-current]')
  link?.focus({ preventScroll: true })
  addEventListener('pageshow', () => link?.scrollIntoView({ block: 'nearest' }), { once: true })
}

function move(step) {
  const links = [...document.querySelectorAll('#list a')]
  const current = links.findIndex((link) => link.hasAttribute('aria-current'))
  const next = links[current < 0 ? 0 : current + step]
  if (!next) return
  sessionStorage.setItem(MOVED, 'yes')
  next.click()
}

async function remove() {
  const form = document.getElementById('delete')
  const subject = document.getElementById('subject')?.textContent
  if (!form || !(await confirmed(`Delete “${subject}”?`))) return
  // A newer mail may have taken its place meanwhile; this is the one that was asked about.
  if (!form.isConnected) document.body.append(form)
  form.submit()
}
