/**
 * The pages' colours (public/style.css), as mail needs them: every text stands on a background of its own, and none is
 * pure black or white on it, so that apps that invert colours by force invert both, and it stays legible.
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
