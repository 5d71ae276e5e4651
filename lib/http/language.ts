import 'server-only'
import { headers } from 'next/headers'
import { type Copy, copyIn, LANGUAGES, type Language, languageOf } from '@/lib/copy'
import { LANGUAGE_COOKIE } from '@/lib/http/language-rewrites'

/**
 * All sentences in the language of this request: the form at `/` has the same, by `languageRewrites`.
 * @param over.accepted what counts for more than what the browser accepts, and less than a choice
 */
export async function copyForRequest(over: { accepted?: Language } = {}): Promise<Copy> {
  const received = await headers()
  return copyIn(chosenIn(received) ?? over.accepted ?? languageIn(received))
}

/** The language of a request, from its headers. */
export const languageIn = (received: Headers): Language =>
  chosenIn(received) ?? acceptedIn(received) ?? LANGUAGES[0]

/** The language that the visitor has chosen on our pages, if any. */
const chosenIn = (received: Headers): Language | undefined =>
  languageOf(CHOSEN.exec(received.get('cookie') ?? '')?.[1])

const CHOSEN = new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=(\\w+)`)

/** Of "nl-NL,de;q=0.8,en;q=0.5", the first that we have: browsers send the best first. */
function acceptedIn(received: Headers): Language | undefined {
  const accepted = (received.get('accept-language') ?? '').split(/,\s*/)
  return accepted.map((tag) => languageOf(/^\w+/.exec(tag)?.[0])).find((language) => language !== undefined)
}
