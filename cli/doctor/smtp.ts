import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { smtpError, smtpOptions } from '@/lib/email'
import type { Env } from '@/lib/platform'
import { type Finding, findingOf } from './finding'

/** Whether the server of SMTP_URL answers, by TLS unless it's on this machine, and lets us log in. */
export async function checkSmtp(env: Pick<Env, 'appUrl' | 'email'>): Promise<Finding[]> {
  const { connection: options, credentials } = smtpOptions(env)
  const todo = 'Check host, port, name and password in SMTP_URL'
  const found = await findingOf('SMTP', todo, async () => {
    const connection = new SMTPConnection(options)
    try {
      await new Promise<void>((done, failed) => {
        connection.on('error', failed)
        connection.once('end', () => failed(new Error('the connection was closed')))
        connection.connect((error) => {
          if (error) failed(error)
          else if (credentials)
            connection.login({ credentials }, (refused) => (refused ? failed(refused) : done()))
          else done()
        })
      })
    } catch (error) {
      throw new Error(saying(error as Error))
    } finally {
      connection.close()
    }
    const login = credentials ? 'logged in' : 'answers; there is no login in SMTP_URL'
    return { state: 'ok', what: `${options.host}:${options.port} ${login}` }
  })
  return [found]
}

/** Not the server's own words, which may repeat what we sent. */
function saying(error: Error): string {
  const { code, status, enhanced } = smtpError(error)
  if (code === 'EAUTH') return `the login was refused (${status ?? code})`
  if (code === 'ETLS') return `no TLS with a valid certificate: ${error.message}`
  return status ? `refused with ${status} ${enhanced ?? ''}`.trim() : error.message
}
