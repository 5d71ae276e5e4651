import type { en } from './dictionaries/en'

// Every sentence that a visitor reads, on pages and in emails, whole: a file for each language.

export { deviceIn, networkIn } from './devices'
export { copyIn, LANGUAGES, type Language, languageOf, languageOrFirst } from './languages'
export { type Problem, problemIn } from './problems'

/** All sentences of one language. */
export type Copy = typeof en
