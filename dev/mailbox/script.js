// Without this script the page is the same, and a reload brings new mail.
const SCROLL = 'list-scroll'

const list = () => document.getElementById('list')

let events
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

// One after the other, or an older answer could overtake a newer one.
function refresh() {
  refreshed = refreshed.then(update).catch(() => {})
}

async function update() {
  const response = await fetch(location.href)
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const known = new Set([...document.querySelectorAll('#list a')].map((link) => link.href))
  const focused = document.activeElement?.closest('#list a')?.href
  remember()

  // The page at / follows the newest mail; a mail that somebody has opened stays as it is.
  const part = document.body.classList.contains('all') ? 'main' : '#list'
  const [old, next] = [document.querySelector(part), fresh.querySelector(part)]
  if (old.isEqualNode(next)) return
  old.replaceWith(next)
  // The status keeps its element, or its change would not be read out.
  document.getElementById('count').textContent = fresh.getElementById('count').textContent

  restore()
  for (const link of document.querySelectorAll('#list a')) {
    if (!known.has(link.href)) link.classList.add('new')
    if (link.href === focused) link.focus()
  }
}

function remember() {
  if (list()) sessionStorage.setItem(SCROLL, String(list().scrollTop))
}

function restore() {
  if (list()) list().scrollTop = Number(sessionStorage.getItem(SCROLL))
}
