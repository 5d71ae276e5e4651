import type { Copy } from '@/lib/copy'
import { ar } from './dictionaries/ar'
import { de } from './dictionaries/de'
import { en } from './dictionaries/en'
import { es } from './dictionaries/es'
import { fr } from './dictionaries/fr'
import { ja } from './dictionaries/ja'
import { LANGUAGES } from './language-list'

/** A language that pages and emails are written in (ISO 639-1). */
export type Language = (typeof LANGUAGES)[number]

const COPY: Record<Language, Copy> = { en, de, es, fr, ja, ar }

export const copyIn = (language: Language): Copy => COPY[language]

/** What a row says, which an earlier or later version may have written. */
export const languageOrFirst = (code: unknown): Language => languageOf(code) ?? LANGUAGES[0]

/** @param code from a cookie or a record */
export const languageOf = (code: unknown): Language | undefined =>
  LANGUAGES.find((language) => language === code)
