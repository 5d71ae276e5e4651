import { writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { requireBrowser } from '@/e2e/support/browser'
import { brand } from '@/lib/brand'
import { iconSvg } from '@/scripts/icon-svg'
import { webManifest } from '@/scripts/web-manifest'

// npm run icons, after a change of lib/brand.ts: writes the icons, the manifest and the social picture
// to public/.

const browser = await chromium.launch(requireBrowser())
try {
  writeFileSync('public/icon.svg', iconSvg())
  writeFileSync('public/favicon.ico', ico(await picture(48, 48, iconSvg()), 48))
  writeFileSync('public/apple-touch-icon.png', await picture(180, 180, iconSvg(0)))
  writeFileSync('public/manifest.webmanifest', webManifest())
  writeFileSync('public/social.png', await picture(1200, 630, social()))
} finally {
  await browser.close()
}

async function picture(width: number, height: number, content: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.setContent(
    `<style>body { margin: 0 } body > svg { display: block; width: 100vw }</style>${content}`,
  )
  return page.screenshot({ omitBackground: true })
}

/** One PNG, which every present-day browser reads inside an icon file. */
function ico(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  head.set([size, size], 6)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(22, 18)
  return Buffer.concat([head, png])
}

/** The page as it looks: a letter's edge, the mark and the name before an open envelope. */
function social(): string {
  const { page, accent, stamp, ink, envelope } = brand.colors.light
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">
    <defs><pattern id="edge" width="120" height="20" patternUnits="userSpaceOnUse" patternTransform="skewX(-35)">
      <path d="M0 0h42v20H0z" fill="${accent}"/><path d="M60 0h42v20H60z" fill="${stamp}"/></pattern></defs>
    <rect width="1200" height="630" fill="${page}"/>
    <path d="M0 330 600 510 1200 330V630H0Z" fill="${envelope}"/>
    <rect width="1200" height="20" fill="url(#edge)"/>
    <path transform="translate(528 84) scale(4.5)" fill="${accent}" d="${brand.mark}"/>
    <text x="600" y="350" text-anchor="middle" font-family="system-ui, sans-serif" font-weight="750"
      font-size="96" letter-spacing="-2" fill="${ink}">${brand.name}</text></svg>`
}
