import { html, type Markup } from './html'

const SHORTCUTS: [string[], string][] = [
  [['j', '↓'], 'Next mail'],
  [['k', '↑'], 'Previous mail'],
  [['/'], 'Search'],
  [['Delete'], 'Delete this mail'],
  [['?'], 'Show these keys'],
]

export const KEYS: Markup = html`<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys</h2>
<dl>${SHORTCUTS.map(
  ([keys, does]) =>
    html`
<div><dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${does}</dd></div>`,
)}
</dl>
<form method="dialog"><button>Close</button></form>
</dialog>`

/** What it asks comes from whoever opens it. */
export const CONFIRM: Markup = html`<dialog id="confirm" aria-labelledby="confirm-title">
<h2 id="confirm-title">Delete this mail?</h2>
<form method="dialog"><button value="yes">Delete</button> <button value="no" class="quiet">Keep</button></form>
</dialog>`
