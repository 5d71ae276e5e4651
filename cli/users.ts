import { findUser, listUsers } from '@/lib/account/administration'
import { deleteAccount } from '@/lib/account/deletion'
import { disableAccount, enableAccount } from '@/lib/account/disable'
import { endSessionsOf } from '@/lib/auth/session'
import { log } from '@/lib/platform/log'
import { type Act, readArguments } from './arguments'
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

await runCommand(async () => {
  const given = readArguments(process.argv.slice(2))
  await prepareEnvironment()
  if (given.command === 'list') return showList(await listUsers(given), given.limit)

  const user = await findUser(given.email)
  if (!user) throw new Refusal(`There is no user ${given.email}.`)
  if (given.command === 'show') return showUser(user)

  if (given.command === 'delete' && !given.yes) await confirmDeletion(user.email)
  const answer = await perform(given.command, user)
  log.info('operator', { act: given.command, userId: user.id })
  console.log(answer)
})

/** Answers the line for the operator. */
async function perform(act: Act, user: { id: string; email: string }): Promise<string> {
  switch (act) {
    case 'end-sessions':
      await endSessionsOf(user.id, 'operator')
      return `${user.email} is signed out everywhere.`
    case 'disable':
      return (await disableAccount(user))
        ? `${user.email} is disabled, and signed out everywhere.`
        : `${user.email} was disabled already.`
    case 'enable':
      return (await enableAccount(user.id))
        ? `${user.email} may sign in again, with a new link.`
        : `${user.email} was not disabled.`
    case 'delete':
      if (await deleteAccount(user)) return `${user.email} is deleted, with everything that belonged to it.`
      throw new Refusal(`${user.email} has just changed: nothing was deleted. Please look again.`)
  }
}
