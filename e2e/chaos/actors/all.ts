import type { Actor } from './actor'
import { inside, leaving, waiting } from './inside'
import { elsewhere, here, pressing, typing } from './redeeming'
import { atDeadLink, requesting, sendingAgain } from './requesting'

/** One actor at each step of signing in and out, each with an address of its own. */
export const actors: ((via: string) => Promise<Actor>)[] = [
  requesting,
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
