import { brand } from '@/lib/brand'

/** Every text of an email has its own background, so that apps that force-invert colors invert both. */
const forEmail = ({ page, card, ink, quiet, line, accent, onAccent, inset }: typeof brand.colors.light) => ({
  ...{ page, card, ink, quiet, line, accent, onAccent },
  code: inset,
})

export const light = forEmail(brand.colors.light)
export const dark = forEmail(brand.colors.dark)
