import 'server-only'
import { headers } from 'next/headers'
import { z } from 'zod'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { describeDevice } from '@/lib/http/device'
import { describeNetwork } from '@/lib/http/network'
import { sealedCookie } from '@/lib/platform/sealed-cookie'
import { randomId } from '@/lib/platform/secrets'
import { days } from '@/lib/platform/time'

/**
 * Recognizes a browser that has signed in before: limits count it separately for that address (see
 * `addressKey`), an account's owner is told of a first sign-in on it, and the form offers the
 * address. It signs no one in.
 */
export const deviceCookie = sealedCookie({
  name: 'device',
  purpose: 'device cookie',
  contents: z.object({ id: z.string().length(22), email: z.string() }),
  // The longest that browsers allow (RFC 6265bis 5.5).
  lifetime: days(400),
})

/**
 * The browser that a request comes from. `id` is the device cookie's secret, `email` the last
 * address that signed in there, `name` and `network` what people are shown.
 */
export type Device = {
  id: string
  email?: string
  /** The id of the sign-in that it holds, if that isn't remembered. */
  temporaryId?: string
  name: string
  network: string
}

/** The browser of this request. A new one gets an id, which it keeps once it signs in. */
export async function thisDevice(): Promise<Device> {
  const [known, received] = [await deviceCookie.read(), await headers()]
  return {
    id: known?.id ?? randomId(),
    email: known?.email,
    temporaryId: (await sessionCookie.read())?.deviceId,
    name: describeDevice(received),
    network: describeNetwork(received),
  }
}

/**
 * The device that a sign-in belongs to. Without "Keep me signed in", the browser may be a shared one
 * and mustn't become known: unless it was already, to that address, the sign-in gets an id of its
 * own, which ends with its session. A sign-in after it is one on a new device.
 */
export function deviceFor(email: string, browser: Device, remember: boolean): Device {
  if (remember || browser.email === email) return browser
  return { ...browser, id: browser.temporaryId ?? randomId(), email: undefined }
}

/** The id that limits count this browser by for an address; undefined unless it's known there. */
export const knownDeviceId = (device: Pick<Device, 'id' | 'email'>, email: string) =>
  device.email === email ? device.id : undefined
