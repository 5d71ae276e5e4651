import { describe, expect, it } from 'vitest'
import { behaviorIn } from './behavior'

describe('behaviorIn', () => {
  it.each([
    ['bounced@resend.dev', 'bounce'],
    ['bounced+sign-in@resend.dev', 'bounce'],
    ['complained@resend.dev', 'complain'],
    ['delivered+x@resend.dev', 'deliver'],
    ['bounce@example.com', 'bounce'],
    ['BOUNCE-7f3a@example.com', 'bounce'],
    ['Ann <delay2x@example.com>', 'delay'],
    ['complain+any.thing@example.com', 'complain'],
    ['rejected@example.com', 'reject'],
    ['hang-1@example.com', 'hang'],
    ['reset1@example.com', 'reset'],
    ['busy@example.com', 'busy'],
    ['failed@example.com', 'fail'],
    ['garbage@example.com', 'garbage'],
  ])('a word alone, or before a plus, a dash or a digit, decides: %s', (address, behavior) => {
    expect(behaviorIn(address)).toBe(behavior)
  })

  it.each([
    ['ann+bounce@example.com', 'bounce'],
    ['ann+delay-12@example.com', 'delay'],
    ['hang+bounce@example.com', 'hang'],
  ])('failing that, the label does: %s', (address, behavior) => {
    expect(behaviorIn(address)).toBe(behavior)
  })

  it.each([
    'delaney@example.com',
    'resettlement@example.com',
    'bouncer@example.com',
    'bounce.team@example.com',
    'failure@example.com',
    'ann.bounce@example.com',
    'ann@bounce.example',
    'constructor@example.com',
    'not an address',
  ])('%s is an ordinary person', (address) => expect(behaviorIn(address)).toBeUndefined())
})
