import type { Limits } from '@/lib/auth/limits'
import { mailboxOf } from '@/lib/auth/mailbox'
import { networkOf } from '@/lib/http/client-address'

/**
 * The limits that one email consumes that an unknown device requests. If it is suppressed, those
 * listed before the shadow limits are consumed, and those after them are not.
 */
export const limitsOfEmail = ({ to, client }: { to: string; client: string }): Limits => ({
  emailsPerClient: client,
  emailsPerNetwork: networkOf(client),
  suppressedPerAddress: mailboxOf(to),
  emailsPerAddress: mailboxOf(to),
  emailsPerAddressPerDay: mailboxOf(to),
  emailsToUnknownDevices: 'all',
  emailsInTotal: 'all',
})

/** The same for a device that has standing there. It may hear of each of them, so none is a shadow. */
export const limitsOfKnownDevice = (
  { to, client, lifts }: { to: string; client: string; lifts?: boolean },
  deviceId: string,
): Limits => ({
  ...(lifts && { suppressionsLiftedPerAddress: mailboxOf(to) }),
  emailsPerClientKnown: client,
  emailsPerNetworkKnown: networkOf(client),
  emailsPerDevice: `${mailboxOf(to)} ${deviceId}`,
  emailsPerAddressKnown: mailboxOf(to),
  emailsPerAddressKnownPerDay: mailboxOf(to),
  emailsInTotal: 'all',
})
