/** Markup that is safe to put into a page as it is. Only `html` makes it. */
export class Markup {
  constructor(readonly text: string) {}
}
type Part = string | number | Markup | Part[]

/** A template whose values are escaped, unless they are markup themselves. */
export function html(fixed: TemplateStringsArray, ...values: Part[]): Markup {
  return new Markup(
    fixed.map((text, i) => text + (i < values.length ? render(values[i] ?? '') : '')).join(''),
  )
}

function render(part: Part): string {
  if (part instanceof Markup) return part.text
  if (Array.isArray(part)) return part.map(render).join('')
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
