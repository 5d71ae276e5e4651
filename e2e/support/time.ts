import { resealed, rewrite } from './sealed'
import type { Visitor } from './visitor'

type Waiting = { attempt: { sentAt: number } }

/** Lets time pass for what this browser is waiting for, as the server reads it from the pending cookie. */
export const letWaitingPass = (visitor: Visitor, milliseconds: number) =>
  rewrite<Waiting>(visitor, 'pending', ({ attempt }) => {
    attempt.sentAt -= milliseconds
  })

/** The same for the value of a pending cookie. */
export const passTime = (value: string, milliseconds: number) =>
  resealed<Waiting>(value, 'pending', ({ attempt }) => {
    attempt.sentAt -= milliseconds
  })

/** The same for how long this browser hasn't used its session, as the cookie tells it. */
export const letSessionRest = (visitor: Visitor, milliseconds: number) =>
  rewrite<{ seenAt: number }>(visitor, 'session', (contents) => {
    contents.seenAt -= milliseconds
  })
