// New emails and delivery events without a reload, and buttons that copy. Without this script the
// page is the same, and a reload brings what is new.
document.documentElement.classList.add('scripted')
document.querySelector('#list [aria-current]')?.scrollIntoView({ block: 'nearest' })
document.addEventListener('visibilitychange', listen)
document.addEventListener('click', copy)

let events
let isRefreshing = false
let isStale = false
listen()

function listen() {
  events?.close()
  // A browser opens six connections to a host at most: a tab in the background frees its own.
  if (document.hidden) return
  events = new EventSource('/events')
  events.onmessage = refresh
  // For what came while no connection was open.
  events.onopen = refresh
}

// One after the other, or an older page could overtake a newer one.
async function refresh() {
  isStale = true
  if (isRefreshing) return
  isRefreshing = true
  while (isStale) {
    isStale = false
    await update().catch(() => {})
  }
  isRefreshing = false
}

async function update() {
  const response = await fetch(location.href)
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  const shown = (page) => page.querySelector('article')?.dataset.email
  // An email that is open keeps its place and its scroll position: only its state can change.
  const parts = shown(fresh) === shown(document) ? ['#list ol', '#state'] : ['main']
  const focused = document.activeElement.getAttribute('href')
  for (const part of ['#count', ...parts]) {
    const [old, next] = [document.querySelector(part), fresh.querySelector(part)]
    if (old && next && !old.isEqualNode(next)) old.replaceChildren(...next.childNodes)
  }
  if (focused && document.activeElement === document.body) {
    document.querySelector(`#list a[href="${focused}"]`)?.focus({ preventScroll: true })
  }
}

async function copy({ target }) {
  const label = target.textContent
  if (!target.dataset.copy || label === 'Copied') return
  await navigator.clipboard.writeText(target.dataset.copy)
  target.textContent = 'Copied'
  setTimeout(() => {
    target.textContent = label
  }, 1500)
}
