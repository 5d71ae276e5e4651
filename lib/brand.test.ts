import { expect, test } from 'vitest'
import { brand, type Colors } from './brand'

const TEXT: [text: keyof Colors, ground: keyof Colors][] = [
  ['ink', 'page'],
  ['ink', 'card'],
  ['ink', 'inset'],
  ['quiet', 'page'],
  ['quiet', 'card'],
  ['quiet', 'inset'],
  ['accent', 'page'],
  ['accent', 'card'],
  ['accent', 'inset'],
  ['onAccent', 'accent'],
  ['onAccent', 'accentStrong'],
  ['onEnvelope', 'envelope'],
  ['problem', 'card'],
  ['problem', 'page'],
  ['onProblem', 'problem'],
  ['done', 'card'],
  ['done', 'page'],
]

for (const [scheme, colors] of Object.entries(brand.colors)) {
  test.each(TEXT)(`${scheme}: %s is legible on %s`, (text, ground) => {
    expect(contrast(colors[text], colors[ground])).toBeGreaterThanOrEqual(4.5)
  })

  test(`${scheme}: the outline of a field is visible`, () => {
    expect(contrast(colors.outline, colors.card)).toBeGreaterThanOrEqual(3)
  })

  test(`${scheme}: no color is pure black or white`, () => {
    for (const color of Object.values(colors)) expect(color).toMatch(/^#(?!000000|ffffff)[\da-f]{6}$/)
  })
}

/** WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
