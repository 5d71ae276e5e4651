import { deleteAccount } from '@/lib/account/deletion'
import { disableAccount, enableAccount } from '@/lib/account/disable'
import { Database } from './database'

/**
 * What an operator does by `npm run users -- ACT ADDRESS`: the same functions, in a process that isn't
 * the application's. cli/users.test.ts tests the command itself.
 */
export async function operator(act: 'disable' | 'enable' | 'delete', email: string): Promise<void> {
  const database = new Database()
  const [id] = await database.usersOf(email)
  database.close()
  if (!id) throw new Error(`There is no user ${email}.`)
  if (act === 'enable') await enableAccount(id)
  else await (act === 'disable' ? disableAccount : deleteAccount)({ id, email })
}
