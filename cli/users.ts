import { deleteAccount, disableAccount, enableAccount, findUser, listUsers } from '@/lib/account'
import { revokeAccess } from '@/lib/auth'
import { log } from '@/lib/platform'
import { type Act, readArguments } from './arguments'
import { CliError } from './command'
import { confirmDeletion } from './confirm-deletion'
import { prepareEnvironment } from './environment'
import { showList, showUser } from './show'

// users list [--after=ADDRESS] [--limit=N]   lists a page of users, by address
// users show ADDRESS                         shows a user, with sessions and events
// users end-sessions ADDRESS                 signs the user out everywhere
// users disable ADDRESS                      signs the user out, and keeps them out
// users enable ADDRESS                       lets the user sign in again
// users delete ADDRESS [--yes]               deletes the account and everything that belongs to it

/** `npm run users`. @throws CliError with one line for the operator */
export async function users(words: string[]): Promise<void> {
  const given = readArguments(words)
  await prepareEnvironment()
  if (given.command === 'list') return showList(await listUsers(given), given.limit)

  const user = await findUser(given.email)
  if (!user) throw new CliError(`There is no user ${given.email}.`)
  if (given.command === 'show') return showUser(user)

  if (given.command === 'delete' && !given.yes) await confirmDeletion(user.email)
  const report = await perform(given.command, user)
  log.info('operator.acted', { act: given.command, userId: user.id })
  console.log(report)
}

/** @returns one line for the operator */
async function perform(act: Act, user: { id: string; email: string }): Promise<string> {
  switch (act) {
    case 'end-sessions':
      await revokeAccess(user, 'operator')
      return `${user.email} is signed out everywhere.`
    case 'disable':
      return (await disableAccount(user))
        ? `${user.email} is disabled, and signed out everywhere.`
        : `${user.email} was already disabled.`
    case 'enable':
      return (await enableAccount(user.id))
        ? `${user.email} can sign in again, with a new link.`
        : `${user.email} wasn't disabled.`
    case 'delete':
      if (await deleteAccount(user)) return `${user.email} is deleted, with everything that belonged to it.`
      throw new CliError(`${user.email} has just changed, so nothing was deleted. Please check again.`)
  }
}
