import { unblock } from '../cli/suppressions'
import { showMails } from './emails/show'

// mails                    every mail that the application sends, with sample data, in a browser
// mails unblock ADDRESS    lets an address have mail again that has bounced or complained

const [command, address] = process.argv.slice(2)

switch (command) {
  case undefined: {
    const { url } = await showMails()
    console.log(`\n  Mails      ${url}\n\nReload the page after a change. Ctrl-C ends this.`)
    break
  }
  case 'unblock':
    try {
      console.log(await unblock(address))
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error))
      process.exitCode = 1
    }
    break
  default:
    console.error(`unknown command: ${command}`)
    process.exitCode = 1
}
