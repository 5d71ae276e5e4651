/**
 * The six-digit code in what a visitor typed or pasted, in ASCII digits: the one rule for the page
 * and the server. Digits of all scripts count (١٢٣٤٥٦, １２３４５６). Spaces and hyphens among them
 * don't, nor does what stands around them: "Your code: 123 456. It expires in 10 minutes."
 *
 * @returns undefined if there is none, or if two different ones could be meant
 */
export function typedCode(typed: string): string | undefined {
  const numbers = Array.from(typed.matchAll(NUMBER), ([number]) =>
    number.replace(OTHER, '').replace(DIGIT, valueOfDigit),
  )
  const codes = new Set(numbers.filter((digits) => digits.length === 6))
  return codes.size === 1 ? [...codes][0] : undefined
}

const DIGIT = /\p{Nd}/gu
const OTHER = /\P{Nd}/gu
// Spaces, hyphens and dashes, and what isn't seen at all, such as the marks around text that runs
// from right to left.
const NUMBER = /\p{Nd}(?:[\s\p{Pd}\p{Cf}\u2212]*\p{Nd})*/gu

/** Unicode has every script's ten digits side by side, beginning with its zero. */
function valueOfDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0
  let before = 0
  while (String.fromCodePoint(codePoint - before - 1).search(DIGIT) === 0) before++
  return String(before % 10)
}
