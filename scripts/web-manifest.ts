import { brand } from '@/lib/brand'

/**
 * What a phone needs to put the site on its home screen. It opens in the browser: an app of its own
 * would have cookies of its own on iOS, and no link in an email would sign in there.
 */
export const webManifest = () =>
  `${JSON.stringify(
    {
      name: brand.name,
      start_url: '/dashboard',
      display: 'browser',
      theme_color: brand.colors.light.page,
      background_color: brand.colors.light.page,
      icons: [
        { src: '/icon.svg', type: 'image/svg+xml', sizes: 'any' },
        { src: '/apple-touch-icon.png', type: 'image/png', sizes: '180x180' },
      ],
    },
    null,
    2,
  )}\n`
