import { createInterface } from 'node:readline/promises'
import { CliError } from './command'
import { databaseName } from './environment'

/**
 * Has the operator type the address again.
 * @throws CliError if they don't, or there is no terminal
 */
export async function confirmDeletion(email: string): Promise<void> {
  if (!process.stdin.isTTY) throw new CliError("Deleting can't be undone. Nothing was deleted: add --yes.")
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const typed = await new Promise<string>((done) => {
    terminal.once('close', () => done(''))
    terminal
      .question(`This can't be undone. Type ${email} to delete the account from ${databaseName()}: `)
      .then(done, () => done(''))
  })
  terminal.close()
  if (typed.trim() !== email) throw new CliError('Nothing was deleted.')
}
