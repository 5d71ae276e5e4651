import { asking, atDeadLink, sendingAgain } from './asking'
import { elsewhere, here, pressing, typing } from './claiming'
import { inside, leaving, waiting } from './inside'
import type { Person } from './person'

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
