import { parseEmailAddress, unsuppress } from '@/lib/email'
import { CliError } from './command'
import { prepareEnvironment } from './environment'

// suppressions remove ADDRESS   removes an address from the suppression list

/** `npm run suppressions`. @throws CliError with one line for the operator */
export async function suppressions([command, typed, ...more]: string[]): Promise<void> {
  const parsed = parseEmailAddress(typed)
  if (command !== 'remove' || !parsed.ok || more.length > 0)
    throw new CliError('Say which address: npm run suppressions -- remove ann@example.com')
  await prepareEnvironment()
  const removed = await unsuppress(parsed.address)
  console.log(removed ? `${parsed.address} gets email again.` : `${parsed.address} wasn't suppressed.`)
}
