import 'server-only'
import { language } from 'next/root-params'
import { type Copy, copyIn, LANGUAGES, languageOf } from '@/lib/copy'

/** All sentences, in the language of the page. Handlers and actions call `copyForRequest`. */
export const copy = async (): Promise<Copy> => copyIn(languageOf(await language()) ?? LANGUAGES[0])

/** The metadata of a page that only its visitor should find. @param titleOf which of the sentences it is */
export const titled = (titleOf: (t: Copy) => string) => async () => ({
  title: titleOf(await copy()),
  robots: 'noindex',
})
