import { randomUUID } from 'node:crypto'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { SMTPServerSession } from 'smtp-server'
import type { LocalServer } from '../http'
import type { Answer, Email } from '../mailbox/email'
import type { Mailbox } from '../mailbox/store'
import type { Behavior } from '../resend/behavior'
import type { Faults } from '../resend/faults'
import { parseMime } from './mime'

/** The password of every user, if one logs in at all. */
const PASSWORD = 'local'

/**
 * An SMTP server on 127.0.0.1, without TLS, whose emails go into the mailbox. Nothing is known of
 * them after that: there are no delivery events. An address's word makes it misbehave as with Resend.
 * Port 0 takes any free one. Rejects when the port is taken (EADDRINUSE).
 */
export async function listenSmtp(
  { port, mailbox, faults }: { port: number; mailbox: Mailbox; faults: Faults },
  onEmail?: (email: Email) => void,
): Promise<LocalServer> {
  // Few programs need it.
  const { SMTPServer } = await import('smtp-server')
  const behaviors = new Map<string, Behavior>()
  const sockets = new Set<Socket>()
  const toldBusy = new Set<string>()

  const take = (content: Buffer, session: SMTPServerSession, done: (error?: Error | null) => void) => {
    const to = session.envelope.rcptTo.map(({ address }) => address)
    const behavior = behaviors.get(session.id) ?? 'deliver'
    const add = (answer: Answer) => {
      const parsed = parseMime(content.toString('latin1'), to)
      const email = { id: randomUUID(), ...parsed, createdAt: new Date().toISOString(), answer, events: [] }
      mailbox.add(email)
      if (typeof answer === 'string') onEmail?.(email)
    }
    const socket = [...sockets].find(({ remotePort }) => remotePort === session.remotePort)
    const isBusy = behavior === 'busy' && !toldBusy.has(to.join())
    if (isBusy) {
      toldBusy.add(to.join())
      done(reply(450, '4.7.1 Too many emails. Try again in a second.'))
    } else if (behavior === 'fail') {
      done(reply(451, '4.3.0 The stand-in was told to fail.'))
    } else if (behavior === 'hang' || behavior === 'reset' || behavior === 'garbage') {
      add(behavior === 'garbage' ? 'garbage' : 'nothing')
      if (behavior === 'reset') socket?.resetAndDestroy()
      if (behavior === 'garbage') socket?.end('<html>This is not SMTP</html>\r\n')
    } else {
      add('accepted')
      done()
    }
  }

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ password, username }, _, done) =>
      password === PASSWORD ? done(null, { user: username }) : done(reply(535, '5.7.8 Wrong password.')),
    onRcptTo: ({ address }, session, done) => {
      const behavior = faults.next([address])
      behaviors.set(session.id, behavior)
      done(behavior === 'reject' ? reply(550, '5.1.1 The stand-in was told to reject it.') : null)
    },
    onData: (stream, session, done) => {
      buffer(stream).then((content) => take(content, session, done), done)
    },
    onClose: ({ id }) => void behaviors.delete(id),
  })
  server.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', listening)
  })
  // A client that hangs up is no news.
  server.on('error', () => {})
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const reply = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })
