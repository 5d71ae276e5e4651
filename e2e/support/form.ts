/** A form as a page holds it: where it leads, and the values of its fields. */
export type Form = { action: string; multipart: boolean; fields: Record<string, string> }

/**
 * The form of that page that contains `part`: a field's name or value, or a button's words.
 * @param path the page's own, where a form without an action leads
 */
export function findForm(html: string, part: string, path: string): Form | undefined {
  for (const [form, head = ''] of html.matchAll(/<form([^>]*)>[\s\S]*?<\/form>/g)) {
    if (!plainText(form).includes(part)) continue
    const fields: Record<string, string> = {}
    for (const [, input = ''] of form.matchAll(/<input([^>]*)>/g)) {
      const name = attribute(input, 'name')
      if (name !== undefined) fields[name] = attribute(input, 'value') ?? ''
    }
    return {
      action: attribute(head, 'action') || path,
      multipart: attribute(head, 'enctype') === 'multipart/form-data',
      fields,
    }
  }
  return undefined
}

/** The initial value of the field of that name. */
export const fieldOf = (html: string, field: string) => findForm(html, `name="${field}"`, '')?.fields[field]

/** A page's text, as far as sentences are looked for in it. */
export const plainText = (html: string) =>
  html
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

const attribute = (tag: string, name: string) => {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1]
  return value === undefined ? undefined : plainText(value)
}
