import { describe, expect, test } from 'vitest'
import { type Decision, decide, type Situation } from './link-decision'

const situation = (more: Partial<Situation>): Situation => ({
  by: 'visit',
  link: 'live',
  browser: 'other',
  session: 'none',
  namedOtherAccount: false,
  ...more,
})

type Row = [Partial<Situation>, Decision]

const TABLE: Row[] = [
  // The browser that made the request: one click is enough, unless it would sign another account
  // out.
  [{ browser: 'requesting' }, 'sign-in'],
  [{ browser: 'requesting', session: 'same-account' }, 'sign-in'],
  [{ browser: 'requesting', session: 'other-account' }, 'ask'],
  // Any other browser, a scanner's included: a visit spends nothing.
  [{}, 'ask'],
  [{ session: 'same-account' }, 'continue'],
  [{ session: 'other-account' }, 'ask'],
  // The button.
  [{ by: 'button' }, 'sign-in'],
  [{ by: 'button', browser: 'requesting' }, 'sign-in'],
  [{ by: 'button', session: 'same-account' }, 'continue'],
  [{ by: 'button', session: 'other-account' }, 'ask'],
  [{ by: 'button', session: 'other-account', namedOtherAccount: true }, 'sign-in'],
  // Links that no longer work.
  [{ link: 'dead' }, 'explain'],
  [{ link: 'dead', session: 'same-account' }, 'continue'],
  [{ link: 'dead', session: 'other-account' }, 'explain'],
  [{ link: 'dead', by: 'button', session: 'same-account' }, 'continue'],
  [{ link: 'unknown', session: 'same-account' }, 'explain'],
]

describe('decide', () => {
  test.each(TABLE)('%o: %s', (about, decision) => {
    expect(decide(situation(about))).toBe(decision)
  })

  const every = (['visit', 'button'] as const).flatMap((by) =>
    (['live', 'dead', 'unknown'] as const).flatMap((link) =>
      (['requesting', 'other'] as const).flatMap((browser) =>
        (['none', 'same-account', 'other-account'] as const).flatMap((session) =>
          [true, false].map((namedOtherAccount) => ({ by, link, browser, session, namedOtherAccount })),
        ),
      ),
    ),
  )

  test('attack: only a live link signs in, and a visit only in the browser that made the request', () => {
    const signedIn = every.filter((each) => decide(each) === 'sign-in')
    expect(signedIn.length).toBeGreaterThan(0)
    for (const { by, link, browser } of signedIn) {
      expect(link).toBe('live')
      if (by === 'visit') expect(browser).toBe('requesting')
    }
  })

  test('attack: no other account is signed out unless the page named it', () => {
    for (const each of every) {
      if (each.session !== 'other-account' || decide(each) !== 'sign-in') continue
      expect(each).toMatchObject({ by: 'button', namedOtherAccount: true })
    }
  })
})
