import 'server-only'
import { headers } from 'next/headers'
import { z } from 'zod'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { DEVICE_LIFETIME } from '@/lib/auth/standing'
import type { Language } from '@/lib/copy'
import { describeDevice } from '@/lib/http/device'
import { languageIn } from '@/lib/http/language'
import { describeNetwork } from '@/lib/http/network'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { randomId } from '@/lib/platform/secrets'

/**
 * Recognizes a browser that has signed in before: after a day, limits count it separately for that
 * address (see `standingOf`), an account's owner is told of a first sign-in on it, and the form
 * offers the address. It signs no one in.
 */
export const deviceCookie = sealedCookie({
  name: 'device',
  purpose: 'device cookie',
  contents: z.object({ id: z.string().length(22), email: z.string(), since: z.number() }),
  lifetime: DEVICE_LIFETIME,
})

/**
 * The browser that a request comes from. `id` is the device cookie's secret, `email` the last
 * address that signed in there, `since` when it first did, in milliseconds; `name` and `network`
 * are what people are shown.
 */
export type Device = {
  id: string
  email?: string
  since?: number
  /** The id of the sign-in that it holds, if that isn't remembered. */
  temporaryId?: string
  name: string
  network: string
  /** What its visitor reads. */
  language: Language
}

/**
 * What the device cookie says after a sign-in. Standing is earned for one address: on a device that
 * is new to the account, was forgotten, or was known to another address, it begins again.
 */
export const knownDevice = (
  { id, email: before, since }: Pick<Device, 'id' | 'email' | 'since'>,
  email: string,
  isNewDevice: boolean,
) => ({ id, email, since: (!isNewDevice && before === email && since) || Date.now() })

/** The browser of this request. A new one gets an id, which it keeps once it signs in. */
export async function thisDevice(): Promise<Device> {
  const [known, received] = [await deviceCookie.read(), await headers()]
  return {
    ...(known ?? { id: randomId() }),
    temporaryId: (await sessionCookie.read())?.deviceId,
    name: describeDevice(received),
    network: describeNetwork(received),
    language: languageIn(received),
  }
}

/**
 * The device that a sign-in belongs to. Without "Keep me signed in", the browser may be a shared one
 * and mustn't become known: unless it was already, to that address, the sign-in gets an id of its
 * own, which ends with its session. A sign-in after it is one on a new device.
 */
export function deviceFor(email: string, browser: Device, remember: boolean): Device {
  if (remember || browser.email === email) return browser
  return { ...browser, id: browser.temporaryId ?? randomId(), email: undefined, since: undefined }
}
