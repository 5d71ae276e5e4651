import { html, Markup } from 'local-cloud/html'
import { copyIn, LANGUAGES, type Language, languageOrFirst } from '@/lib/copy'
import type { RenderedEmail } from './render'

const LOOKS = {
  both: 'Light and dark',
  light: 'Light',
  dark: 'Dark',
  bare: 'Without styles',
  text: 'Plain text',
}
const WIDTHS = ['600', '360']

export type Look = keyof typeof LOOKS
export type Choice = { language: Language; kind: string; look: Look; width: string }

/** What the page's links choose: `?language=de&email=sign-in&look=dark&width=360`, all of it optional. */
export function parseChoice({ searchParams }: URL): Choice {
  const look = searchParams.get('look') ?? ''
  return {
    language: languageOrFirst(searchParams.get('language')),
    kind: searchParams.get('email') ?? '',
    look: Object.hasOwn(LOOKS, look) ? (look as Look) : 'both',
    width: WIDTHS.find((width) => width === searchParams.get('width')) ?? '600',
  }
}

/**
 * All emails as an inbox would list them, and one of them in full. Works by links alone, so a
 * reload keeps its place.
 */
export function renderPage(all: RenderedEmail[], chosen: Choice): string {
  const emails = all.filter(({ language }) => language === chosen.language)
  const email = emails.find(({ kind }) => kind === chosen.kind) ?? emails[0]
  const choice = { ...chosen, kind: email?.kind ?? '' }
  return renderDocument(
    html`<nav class="kinds" aria-label="Emails"><ol>${emails.map(
      ({ kind, subject, preview }) => html`
<li><a href="${linkTo({ ...choice, kind })}"${kind === choice.kind ? CURRENT : ''}>
<span class="kind">${kind}</span> <strong>${subject}</strong> <span>${new Markup(preview)}</span>
</a></li>`,
    )}
</ol></nav>
${email ? renderEmail(email, choice) : ''}`,
  )
}

/** A page for templates that don't compile, or throw. */
export function renderFailure(error: unknown): string {
  const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return renderDocument(
    html`<article class="failure"><h2>The emails can’t be rendered</h2><pre>${output}</pre></article>`,
  )
}

/** The email as it looks in a light or dark app, or in one that drops all styles. */
export function looked(markup: string, look: Look): string {
  const dark = '(prefers-color-scheme: dark)'
  if (look === 'bare') return markup.replace(/ style="[^"]*"/g, '').replace(/<style>.*?<\/style>/gs, '')
  return markup.replaceAll(dark, look === 'dark' ? 'all' : 'not all')
}

const CURRENT = html` aria-current="page"`

const linkTo = ({ language, kind, look, width }: Choice) =>
  `/?${new URLSearchParams({ language, email: kind, look, width })}`

function renderEmail(email: RenderedEmail, choice: Choice): Markup {
  const size = (Buffer.byteLength(email.html) / 1024).toFixed(1)
  return html`<article>
<header>
<h2>${email.subject}</h2>
<p>${size} KB of HTML</p>
<nav class="views" aria-label="Language">
${LANGUAGES.map((language) =>
  link(copyIn(language).language.name, { ...choice, language }, language === choice.language),
)}
</nav>
<nav class="views" aria-label="View">
${Object.entries(LOOKS).map(([look, label]) =>
  link(label, { ...choice, look: look as Look }, look === choice.look),
)}
<span class="widths">${WIDTHS.map((width) =>
    link(`${width} px`, { ...choice, width }, width === choice.width),
  )}</span>
</nav>
</header>
<div class="stage">${
    choice.look === 'text'
      ? html`<pre class="shown w${choice.width}">${email.text}</pre>`
      : (choice.look === 'both' ? (['light', 'dark'] as const) : [choice.look]).map((look) =>
          frame(email, look, choice.width),
        )
  }</div>
</article>`
}

const frame = ({ language, kind }: RenderedEmail, look: Look, width: string) =>
  html`<iframe class="shown w${width}" title="The email, ${LOOKS[look]}" sandbox src="/message?language=${language}&amp;email=${kind}&amp;look=${look}"></iframe>`

const link = (label: string, choice: Choice, current: boolean) =>
  html`<a href="${linkTo(choice)}"${current ? CURRENT : ''}>${label}</a>\n`

function renderDocument(main: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Emails</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<link rel="stylesheet" href="/emails.css">
</head>
<body>
<header><h1>Emails</h1><p>Everything the application sends, with sample data. Reload to see your changes.</p></header>
<main>
${main}
</main>
</body>
</html>
`.text
}
