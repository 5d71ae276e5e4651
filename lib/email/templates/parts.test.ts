import { expect, test } from 'vitest'
import { renderEmail } from '../render'
import { LinkButton } from './parts'

test('the button is as large in Outlook, by spaces that nothing else sees', async () => {
  const markup = await renderEmail(LinkButton({ href: '/x', children: 'Open' }))
  const outlookOnly = markup.match(/<!--\[if mso\]>.*?<!\[endif\]-->/g)
  expect(outlookOnly).toHaveLength(2)
  for (const part of outlookOnly ?? []) expect(part).toMatch(/mso-font-width:\d+[\d.]*%.*&#8202;/)
  expect(markup.replace(/<!--.*?-->/g, '').replace(/<[^>]*>/g, '')).toBe('Open')
})

test('attack: a link breaks out of neither its attribute nor its text', async () => {
  const href = 'https://login.example.com/"><b>x</b>&'
  // The premise: unescaped, it does.
  expect(`<a href="${href}">`).toContain('<b>')
  const markup = await renderEmail(LinkButton({ href, children: href }))
  const escaped = 'https://login.example.com/&quot;&gt;&lt;b&gt;x&lt;/b&gt;&amp;'
  expect(markup).toContain(` href="${escaped}"`)
  expect(markup).toContain(`>${escaped}</span>`)
  expect(markup).not.toContain('<b>')
})
