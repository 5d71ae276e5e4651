// Buttons that copy or open something, forms that ask first, and the width of the message without a reload.
document.addEventListener('click', (event) => {
  const { copies, opens } = event.target.closest?.('button')?.dataset ?? {}
  if (copies) copy(event.target, copies)
  if (opens) document.getElementById(opens).showModal()
  const width = event.target.closest?.('#width')
  if (width && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault()
    changeWidth(width)
  }
})

document.addEventListener('submit', async (event) => {
  const { confirm } = event.target.dataset
  if (!confirm) return
  event.preventDefault()
  if (await confirmed(confirm)) event.target.submit()
})

// The cross in the field, or Escape, takes the search back.
document.querySelector('#search input').addEventListener('search', ({ target }) => {
  if (target.value === '' && new URL(location.href).searchParams.has('q')) target.form.submit()
})

/** Whether the reader says yes to a question. */
export function confirmed(question) {
  const dialog = document.getElementById('confirm')
  dialog.querySelector('h2').textContent = question
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise((answer) => {
    dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true })
  })
}

async function copy(button, text) {
  await navigator.clipboard.writeText(text)
  const label = button.textContent
  // Not while it says so already, or the wrong words would come back.
  if (label === 'Copied') return
  button.textContent = 'Copied'
  setTimeout(() => {
    button.textContent = label
  }, 1500)
}

function changeWidth(link) {
  const isPhone = document.querySelector('.frame').classList.toggle('phone')
  link.textContent = isPhone ? 'Full width' : 'Phone width'
  link.href = withWidth(link.href, !isPhone)
  history.replaceState(null, '', withWidth(location.href, isPhone))
  // The other mails and views open in the same width.
  for (const other of document.querySelectorAll('#list a, #mail nav a:not(#width)')) {
    other.href = withWidth(other.href, isPhone)
  }
}

function withWidth(address, isPhone) {
  const url = new URL(address)
  if (isPhone) url.searchParams.set('width', 'phone')
  else url.searchParams.delete('width')
  return url.href
}
