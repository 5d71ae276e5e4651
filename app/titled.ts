import 'server-only'
import type { Copy } from '@/lib/copy'
import { copyForRequest } from '@/lib/http'

/** The metadata of a page that only its visitor should find. @param titleOf which of the sentences it is */
export const titled = (titleOf: (t: Copy) => string) => async () => {
  const t = await copyForRequest()
  return { title: titleOf(t), description: t.signInForm.intro, robots: 'noindex' }
}
