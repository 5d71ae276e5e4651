import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { iconSvg } from './icon-svg'

test('the icon is the brand’s: if not, run `npm run icons`', () => {
  expect(readFileSync('public/icon.svg', 'utf8')).toBe(iconSvg())
})
