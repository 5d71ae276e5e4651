import { render } from '@react-email/components'
import { describe, expect, test } from 'vitest'
import { signInMail } from './sign-in-mail'

const url = 'http://localhost:3000/magic-link/abc'
const mail = signInMail({ url, code: '012345', minutes: 10 })

describe('signInMail', () => {
  test('says the same in text as in HTML', () => {
    expect(mail.text).toBe(`Sign in to Magic Link

Press the button in the browser where you asked, and you are in.

${url}

Or type this code where you asked:

012 345

Link and code work once, for 10 minutes.

You didn’t ask for this? Then there is nothing to do: without this mail, nobody can sign in.

`)
  })

  test('links nowhere but to its own URL, loads nothing, and is small', async () => {
    const html = await render(mail.html)
    const links = [...html.matchAll(/(?:href|src|url)\s*=\s*"([^"]*)"/g)].map(([, link]) => link)
    expect(links).toEqual([url, url])
    expect(html).not.toMatch(/<(img|link|script|iframe)\b/)
    expect(html).toContain('012 345')
    expect(Buffer.byteLength(html)).toBeLessThan(30_000)
  })
})
