/**
 * What scripts may have to say, whatever the page. It lies in the document, not in the scripts,
 * which are the same in every language.
 */
export type Notices = {
  notReached: string
  backOnline: string
  failedTitle: string
  failed: string
  again: string
}

/** As attributes of the body. */
export const toData = (notices: Partial<Notices> = {}) =>
  Object.fromEntries(Object.entries(notices).map(([name, words]) => [`data-${dashed(name)}`, words]))

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** One of them, in the language of the document. For scripts. */
export const notice = (name: keyof Notices): string | undefined => document.body.dataset[name]
