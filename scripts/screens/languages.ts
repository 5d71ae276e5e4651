import { environment } from '@/e2e/support/environment'
import type { Visitor } from '@/e2e/support/visitor'
import type { Language } from '@/lib/copy'

/** The pages that most visitors see, in one language. */
export async function inLanguage(
  language: Language,
  visitor: Visitor,
  shoot: (name: string, visitor: Visitor) => Promise<void>,
) {
  const { page, context } = visitor
  await context.addCookies([{ name: 'language', value: language, url: environment.appUrl }])
  const open = async (path: string, name: string) => {
    await page.goto(path)
    await shoot(`${name}.${language}`, visitor)
  }
  await open('/', 'form')
  const { link } = await visitor.requestLinkUnseen()
  await open('/check-email', 'check-email')
  await open('/magic-link/cut-off', 'magic-link-unknown')
  await open('/nowhere', 'not-found')
  await open(link, 'dashboard')
  for (const place of ['', '/email', '/sessions', '/activity', '/delete'])
    await open(`/account${place}`, `account${place.replace('/', '-')}`)
}
