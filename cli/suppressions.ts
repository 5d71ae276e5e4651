import { type Lifted, liftAtResend, parseEmailAddress, unsuppress } from '@/lib/email'
import { CliError } from './command'
import { prepareEnvironment } from './environment'

// suppressions remove ADDRESS   removes an address from our suppression list, and from Resend's

/** `npm run suppressions`. @throws CliError with one line for the operator */
export async function suppressions([command, typed, ...more]: string[]): Promise<void> {
  const parsed = parseEmailAddress(typed)
  if (command !== 'remove' || !parsed.ok || more.length > 0)
    throw new CliError('Say which address: npm run suppressions -- remove ann@example.com')
  await prepareEnvironment()
  const { address } = parsed
  const removed = await unsuppress(address)
  console.log(removed ? `${address} gets email again.` : `${address} wasn't suppressed.`)
  const lifted = await liftAtResend(address)
  if (lifted === 'failed') throw new CliError(`${AT_RESEND.failed} (\`npm run doctor\` says what is wrong)`)
  console.log(AT_RESEND[lifted])
}

const AT_RESEND: Record<Lifted, string> = {
  lifted: "It was on Resend's own list, too, and isn't anymore.",
  'not-listed': "It isn't on Resend's own list.",
  kept: "It's still on Resend's own list.",
  failed: "Resend's own list couldn't be changed. Try again, or remove the address there.",
}
