import { showEmails } from './emails/show'

// npm run emails: every email that the application sends, with sample data, in a browser.

const { url } = await showEmails()
console.log(`\n  Emails     ${url}\n\nReload the page after a change. Ctrl-C ends this.`)
