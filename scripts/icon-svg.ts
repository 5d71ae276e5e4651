import { brand } from '@/lib/brand'

/** @param corner the radius of its corners, of 32. 0 for systems that round them themselves */
export const iconSvg = (corner = 8) => {
  const { accent, onAccent } = brand.colors.light
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>${brand.name}</title>`,
    `<rect width="32" height="32" rx="${corner}" fill="${accent}"/>`,
    `<path transform="translate(4.8 4.8) scale(.7)" fill="${onAccent}" d="${brand.mark}"/></svg>\n`,
  ].join('')
}
