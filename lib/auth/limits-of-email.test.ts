import { describe, expect, test } from 'vitest'
import { LIMITS } from './limits'
import { limitsOfEmail, limitsOfKnownDevice } from './limits-of-email'

const client = '2001:db8:1:2::/64'

describe('limitsOfEmail', () => {
  const limits = limitsOfEmail({ to: 'an.n+shop@gmail.com', client })

  test('names the limits of a suppressed email before the shadow limits, and the rest after them', () => {
    expect(Object.entries(limits)).toEqual([
      ['emailsPerClient', '2001:db8:1:2::/64'],
      ['emailsPerNetwork', '2001:db8:1::/48'],
      ['suppressedPerAddress', 'ann@gmail.com'],
      ['emailsPerAddress', 'ann@gmail.com'],
      ['emailsPerAddressPerDay', 'ann@gmail.com'],
      ['emailsToUnknownDevices', 'all'],
      ['emailsInTotal', 'all'],
    ])
  })
})

describe('limitsOfKnownDevice', () => {
  const limits = limitsOfKnownDevice({ to: 'ann+shop@example.com', client }, 'id')

  test('has a bound for the device, for all devices of the address, for the client and for its network', () => {
    expect(Object.entries(limits)).toEqual([
      ['emailsPerClientKnown', '2001:db8:1:2::/64'],
      ['emailsPerNetworkKnown', '2001:db8:1::/48'],
      ['emailsPerDevice', 'ann@example.com id'],
      ['emailsPerAddressKnown', 'ann@example.com'],
      ['emailsPerAddressKnownPerDay', 'ann@example.com'],
      ['emailsInTotal', 'all'],
    ])
  })

  test('attack: unknown devices that use up a day’s emails leave a tenth to known devices', () => {
    expect(LIMITS.emailsToUnknownDevices.max()).toBe(0.9 * LIMITS.emailsInTotal.max())
    expect(Object.keys(limits)).not.toContain('emailsToUnknownDevices')
  })
})
