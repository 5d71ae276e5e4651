import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { iconSvg } from './icon-svg'
import { webManifest } from './web-manifest'

test('the icon is the brand’s: if not, run `npm run icons`', () => {
  expect(readFileSync('public/icon.svg', 'utf8')).toBe(iconSvg())
})

test('and so is the manifest', () => {
  expect(readFileSync('public/manifest.webmanifest', 'utf8')).toBe(webManifest())
})
