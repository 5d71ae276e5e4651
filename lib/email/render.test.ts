import { createElement } from 'react'
import { expect, test } from 'vitest'
import { renderEmail } from './render'

const NASTY = '<b>x</b>"\'&'

test('starts with a doctype, without which apps would fall back to the quirks of the nineties', async () => {
  expect(await renderEmail(createElement('p', {}, 'x'))).toMatch(
    /^<!DOCTYPE html PUBLIC "-\/\/W3C\/\/DTD XHTML 1\.0 Transitional\/\/EN" "[^"]+"><p>x<\/p>$/,
  )
})

test('attack: neither text nor an attribute can add markup of its own', async () => {
  // The premise: unescaped, it does.
  expect(`<p title="${NASTY}">`).toContain('<b>')
  const markup = await renderEmail(createElement('p', { title: NASTY }, NASTY))
  const escaped = '&lt;b&gt;x&lt;/b&gt;&quot;&#x27;&amp;'
  expect(markup.slice(markup.indexOf('<p'))).toBe(`<p title="${escaped}">${escaped}</p>`)
})
