import { inside, leaving, waiting } from './inside'
import type { Person } from './person'
import { elsewhere, here, pressing, typing } from './redeeming'
import { asking, atDeadLink, sendingAgain } from './requesting'

/** One person at each step of the way in and out, each with an address of their own. */
export const people: ((via: string) => Promise<Person>)[] = [
  asking,
  here,
  elsewhere,
  pressing,
  typing,
  sendingAgain,
  atDeadLink,
  inside,
  leaving,
  waiting,
]
