import { DICTIONARIES } from '@/generated/dictionaries'
import type { Copy } from '@/lib/copy'

/** A language that pages and emails are written in (ISO 639-1). */
export type Language = keyof typeof DICTIONARIES

/** All of them, in the order in which they are offered. Visitors who read none get the first. */
export const LANGUAGES = Object.keys(DICTIONARIES) as [Language, ...Language[]]

const COPY: Record<Language, Copy> = DICTIONARIES

export const copyIn = (language: Language): Copy => COPY[language]

/** What a row says, which an earlier or later version may have written. */
export const languageOrFirst = (code: unknown): Language => languageOf(code) ?? LANGUAGES[0]

/** @param code from a cookie or a record */
export const languageOf = (code: unknown): Language | undefined =>
  LANGUAGES.find((language) => language === code)
