import { parseArgs } from 'node:util'
import { deleteAccount } from '@/lib/account/delete'
import { disableAccount, enableAccount } from '@/lib/account/disable'
import { findUser, listUsers, type ShownUser } from '@/lib/account/users'
import { parseEmailAddress } from '@/lib/email-address'
import { log } from '@/lib/log'
import { endSessionsOf } from '@/lib/session/store'
import { Refusal, runCommand } from './command'
import { confirmDeletion } from './confirm-deletion'
import { prepareEnvironment } from './environment'
import { showList, showUser } from './show'

// users list [--after=ADDRESS] [--limit=N]   a page of them, by address
// users show ADDRESS                         one of them, with sessions and events
// users end-sessions ADDRESS                 signs them out everywhere
// users disable ADDRESS                      the same, and keeps them out
// users enable ADDRESS                       lets them in again
// users delete ADDRESS [--yes]               deletes the account with everything that belongs to it

const USAGE = 'npm run users -- list|show|end-sessions|disable|enable|delete ADDRESS'

/** What is done to an account; answers the line for the operator. */
const ACTS: Record<string, (user: ShownUser) => Promise<string>> = {
  'end-sessions': async ({ id, email }) => {
    await endSessionsOf(id, 'operator')
    return `${email} is signed out everywhere.`
  },
  disable: async (user) =>
    (await disableAccount(user))
      ? `${user.email} is disabled, and signed out everywhere.`
      : `${user.email} was disabled already.`,
  enable: async ({ id, email }) =>
    (await enableAccount(id)) ? `${email} may sign in again, with a new link.` : `${email} was not disabled.`,
  delete: async (user) => {
    if (await deleteAccount(user)) return `${user.email} is deleted, with everything that belonged to it.`
    throw new Refusal(`${user.email} has just changed: nothing was deleted. Please look again.`)
  },
}

await runCommand(async () => {
  const { act, address, options } = readArguments()
  if (act === 'list') {
    const page = { after: options.after && parseAddress(options.after), limit: parseLimit(options.limit) }
    await prepareEnvironment()
    return showList(await listUsers(page), page.limit)
  }
  const email = parseAddress(address)
  await prepareEnvironment()
  const user = await findUser(email)
  if (!user) throw new Refusal(`There is no user ${email}.`)
  if (act === 'show') return showUser(user)

  if (act === 'delete' && !options.yes) await confirmDeletion(email)
  const answer = await ACTS[act]?.(user)
  log.info('operator', { act, userId: user.id })
  console.log(answer)
})

function readArguments() {
  const { positionals, values } = parse()
  const [act = '', address, ...more] = positionals
  if (!['list', 'show', ...Object.keys(ACTS)].includes(act) || more.length > 0 || (act === 'list' && address))
    throw new Refusal(`Say what to do: ${USAGE}`)
  if (act !== 'list' && address === undefined) throw new Refusal(`Say whom: npm run users -- ${act} ADDRESS`)
  return { act, address, options: values }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { after: { type: 'string' }, limit: { type: 'string' }, yes: { type: 'boolean' } },
    })
  } catch {
    throw new Refusal(
      `Say what to do: ${USAGE}. Options: --after=ADDRESS and --limit=N to list, --yes to delete. Before an address that begins with a hyphen: --`,
    )
  }
}

function parseAddress(typed: string | undefined): string {
  const parsed = parseEmailAddress(typed)
  if (!parsed.ok) throw new Refusal('That is no e-mail address.')
  return parsed.address
}

function parseLimit(typed = '100'): number {
  const limit = Number(typed)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new Refusal('--limit must be a number from 1 to 1000.')
  return limit
}
