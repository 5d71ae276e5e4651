import 'server-only'
import { language } from 'next/root-params'
import { type Copy, copyIn, languageOrFirst } from '@/lib/copy'

/** All sentences, in the language of the page. Handlers and actions call `copyForRequest`. */
export const copy = async (): Promise<Copy> => copyIn(languageOrFirst(await language()))

/** The metadata of a page that only its visitor should find. @param titleOf which of the sentences it is */
export const titled = (titleOf: (t: Copy) => string) => async () => ({
  title: titleOf(await copy()),
  robots: 'noindex',
})
