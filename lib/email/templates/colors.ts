/**
 * The pages' colors (public/style.css), adapted for email: every text has its own background, and
 * none is pure black or white, so that apps that force-invert colors invert both, and the text
 * stays legible.
 */
export const light = {
  page: '#f4f5f8',
  card: '#fdfdfe',
  ink: '#1b1d22',
  quiet: '#565d6b',
  line: '#dfe2e8',
  accent: '#3451c6',
  onAccent: '#fdfdfe',
  code: '#eceffa',
}

export type Colors = typeof light

export const dark: Colors = {
  page: '#131519',
  card: '#1c1f25',
  ink: '#eceef2',
  quiet: '#a9b0bc',
  line: '#343944',
  accent: '#9db4ff',
  onAccent: '#10173a',
  code: '#2a2f3d',
}
