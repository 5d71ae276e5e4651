import type { Client } from './client'
import { resealed, rewrite } from './sealed'
import type { Visitor } from './visitor'

type Waiting = { attempt: { sentAt: number } }

/** Lets time pass for this browser's attempt, as the server reads it from the pending cookie. */
export const letWaitingPass = (visitor: Visitor, milliseconds: number) =>
  rewrite<Waiting>(visitor, 'pending', ({ attempt }) => {
    attempt.sentAt -= milliseconds
  })

/** The same for the value of a pending cookie. */
export const passTime = (value: string, milliseconds: number) =>
  resealed<Waiting>(value, 'pending', ({ attempt }) => {
    attempt.sentAt -= milliseconds
  })

/** Lets time pass since this browser last used its session, as the cookie tells it. */
export const letSessionRest = (visitor: Visitor, milliseconds: number) =>
  rewrite<{ seenAt: number }>(visitor, 'session', (contents) => {
    contents.seenAt -= milliseconds
  })

/** The same for a client. */
export async function letClientRest(client: Client, milliseconds: number): Promise<void> {
  const { name, value } = client.cookie('session')
  const rested = await resealed<{ seenAt: number }>(value, 'session', (contents) => {
    contents.seenAt -= milliseconds
  })
  client.setCookie({ name, value: rested })
}
