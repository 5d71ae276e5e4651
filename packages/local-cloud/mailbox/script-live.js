// New mail, and news of a mail, without a reload: what is being read, typed or chosen stays.
const SCROLL = 'list-scroll'

const list = () => document.getElementById('list')

let events
let waiting = false
let refreshed = Promise.resolve()
listen()
document.addEventListener('visibilitychange', listen)
addEventListener('pageshow', restore)
addEventListener('pagehide', remember)

// A browser opens six connections to a host and no more, so tabs in the background give theirs back.
function listen() {
  events?.close()
  if (document.hidden) return
  events = new EventSource('/events')
  events.addEventListener('mails', refresh)
  // Whatever came while nobody listened, before the tab came back or the server was started again.
  events.addEventListener('open', refresh)
}

// One after the other, or an older answer could overtake a newer one; and never two in waiting.
function refresh() {
  if (waiting) return
  waiting = true
  refreshed = refreshed.then(update).catch(() => {})
}

async function update() {
  waiting = false
  const response = await fetch(location.href)
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const known = new Set([...document.querySelectorAll('#list a')].map((link) => link.dataset.mail))
  const focused = nameOf(document.activeElement)
  remember()

  const changed = parts(fresh).map((part) => swap(part, fresh))
  if (!changed.includes(true)) return
  // The status keeps its element, or its change would not be read out.
  document.getElementById('count').textContent = fresh.getElementById('count').textContent

  restore()
  for (const link of document.querySelectorAll('#list a')) {
    if (!known.has(link.dataset.mail)) link.classList.add('new')
  }
  if (focused && document.activeElement === document.body) find(focused)?.focus({ preventScroll: true })
}

// The page at / follows the newest mail; a mail that somebody has opened stays. The message itself never changes.
function parts(fresh) {
  const shown = document.getElementById('mail')?.dataset.mail
  const follows = document.body.classList.contains('all')
  if (follows && fresh.getElementById('mail')?.dataset.mail !== shown) return ['main']
  return ['#list', '#mail dl']
}

function swap(part, fresh) {
  const [old, next] = [document.querySelector(part), fresh.querySelector(part)]
  if (part === 'main' && old.isEqualNode(next)) return false
  if (!old || !next || old.isEqualNode(next)) return false
  old.replaceWith(next)
  return true
}

// A mail's link in the list is the same one wherever it stands now.
function nameOf(element) {
  return element?.closest?.('#list a')?.dataset.mail
}

function find(mail) {
  return document.querySelector(`#list a[data-mail="${mail}"]`)
}

function remember() {
  if (list()) sessionStorage.setItem(SCROLL, String(list().scrollTop))
}

function restore() {
  if (list()) list().scrollTop = Number(sessionStorage.getItem(SCROLL))
}
