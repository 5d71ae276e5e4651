import type { Client } from './client'
import { attemptIn, Redis } from './redis'
import { resealed } from './sealed'
import type { Visitor } from './visitor'

type Session = { seenAt: number }
type KnownDevice = { since: number }

/** Lets time pass for the attempt that this browser's pending cookie names. */
export async function letWaitingPass(visitor: Visitor, milliseconds: number): Promise<void> {
  await new Redis().letPass(attemptIn((await visitor.requireCookie('pending')).value), milliseconds)
}

/** The same for a client. */
export const letClientWait = (client: Client, milliseconds: number) =>
  new Redis().letPass(attemptIn(client.cookie('pending').value), milliseconds)

/** Lets time pass since this browser last used its session, as the cookie tells it. */
export async function letSessionRest(visitor: Visitor, milliseconds: number): Promise<void> {
  const cookie = await visitor.requireCookie('session')
  await visitor.context.addCookies([{ ...cookie, value: await rested(cookie.value, milliseconds) }])
}

/** The same for a client. */
export async function letClientRest(client: Client, milliseconds: number): Promise<void> {
  const { name, value } = client.cookie('session')
  client.setCookie({ name, value: await rested(value, milliseconds) })
}

const rested = (value: string, milliseconds: number) =>
  resealed<Session>(value, (contents) => {
    contents.seenAt -= milliseconds
  })

/** Lets time pass since this browser first signed in: after a day, it has standing. */
export async function letDeviceAge(visitor: Visitor, milliseconds: number): Promise<void> {
  const cookie = await visitor.requireCookie('device')
  const age = (contents: KnownDevice) => {
    contents.since -= milliseconds
  }
  const value = await resealed(decodeURIComponent(cookie.value), age, 'device cookie')
  await visitor.context.addCookies([{ ...cookie, value }])
}
