import { render } from '@react-email/components'
import { describe, expect, test } from 'vitest'
import { signInMail } from './sign-in-mail'

const url = 'http://localhost:3000/magic-link/abc'
const mail = signInMail({ url, code: '012345', minutes: 10, device: 'Firefox on Windows' })

describe('signInMail', () => {
  test('says the same in text as in HTML', () => {
    expect(mail.text).toBe(`Sign in to Magic Link

Press the button in the browser where you asked, and you are in.

${url}

Or type this code where you asked:

012 345

Asked for from Firefox on Windows. Link and code work once, for 10 minutes.

You didn’t ask for this? Then there is nothing to do: without this mail, nobody can sign in.

`)
  })

  test('links nowhere but to its own URL, loads nothing, and is small', async () => {
    const html = await render(mail.html)
    const links = [...html.matchAll(/(?:href|src|url)\s*=\s*"([^"]*)"/g)].map(([, link]) => link)
    expect(links).toEqual([url, url])
    expect(html).not.toMatch(/<(img|link|script|iframe)\b/)
    expect(html).toContain('012 345')
    expect(html).toMatch(/Asked for from .*Firefox on Windows/)
    expect(html).toContain('Asked for from Firefox on Windows.')
    expect(Buffer.byteLength(html)).toBeLessThan(30_000)
  })

  test('attack: what a browser says of itself is text, not HTML', async () => {
    const html = await render(signInMail({ url, code: '012345', minutes: 10, device: '<b>x</b>' }).html)
    expect(html).not.toContain('<b>x</b>')
    expect(html).toContain('&lt;b&gt;x&lt;/b&gt;')
  })
})
