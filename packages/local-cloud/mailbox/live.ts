import type { ServerResponse } from 'node:http'
import type { Mailbox } from './store'

/** Server-sent events: `mails` whenever the list has changed. Ends when the reader goes. */
export function answerEvents(mailbox: Mailbox, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write('retry: 1000\n\n')
  const stop = mailbox.onChange((id) => response.write(`event: mails\ndata: ${id ?? ''}\n\n`))
  // A comment now and then, so that nothing in between takes the silence for an end.
  const beat = setInterval(() => response.write(':\n\n'), 25_000)
  response.once('close', () => {
    clearInterval(beat)
    stop()
  })
}
