/**
 * What is yours to change: pages, emails, icons, manifest and the social picture take it from here.
 * After a change, run `npm run icons`. See docs/look.md.
 */
export const brand = {
  name: 'Magic Link',

  /**
   * An open envelope that is also a person: its flap is the collar, the dot is the head. One filled
   * shape in a square of 32, so that it works at 16 px and in one color.
   */
  mark: 'M16 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM16 21.2 5.4 13A1.5 1.5 0 0 0 3 14.2V24a5 5 0 0 0 5 5h16a5 5 0 0 0 5-5v-9.8A1.5 1.5 0 0 0 26.6 13Z',

  /**
   * Each is a custom property of the pages: `onAccent` is `--on-accent`. All text has a contrast of
   * at least 4.5 on its ground (WCAG 2.2, 1.4.3); brand.test.ts measures it. None is pure black or
   * white: email apps that force-invert colors would invert one half of a pair, and not the other.
   */
  colors: {
    light: {
      page: '#eaf0fb',
      card: '#fdfdfe',
      /** What lies in a card: a code, a hint. */
      inset: '#f0f4fc',
      ink: '#13203c',
      quiet: '#4f5c77',
      line: '#cfd8e8',
      /** The outline of a field (3:1, WCAG 2.2, 1.4.11). */
      outline: '#7c89a4',
      accent: '#1c47c9',
      accentStrong: '#15369b',
      onAccent: '#fdfdfe',
      /** The envelope at the foot of the page, and what is written on it. */
      envelope: '#1c3f9f',
      onEnvelope: '#eef3ff',
      /** The second color of the airmail edge. Nothing is written in it. */
      stamp: '#f2643d',
      problem: '#b3261e',
      onProblem: '#fdfdfe',
      done: '#1a6b45',
    },
    dark: {
      page: '#0c1322',
      card: '#151e31',
      inset: '#1e2940',
      ink: '#edf1fa',
      quiet: '#a9b5cc',
      line: '#323f5b',
      outline: '#74829f',
      accent: '#96b5ff',
      accentStrong: '#b7ccff',
      onAccent: '#0b1a40',
      envelope: '#1a2c5c',
      onEnvelope: '#dbe5fd',
      stamp: '#ff8f6b',
      problem: '#ffb4ab',
      onProblem: '#4a0d08',
      done: '#86d9b0',
    },
  },
}

export type Colors = typeof brand.colors.light
