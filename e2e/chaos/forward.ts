import { type IncomingMessage, request as open, type ServerResponse } from 'node:http'

/**
 * Passes a request on to an instance, as a load balancer does, and its response back. Rejects if the
 * connection breaks. `connected` is called as soon as there is one.
 */
export function forward(
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
  connected = () => {},
): Promise<void> {
  const { method, headers, url = '/' } = request
  return new Promise((resolve, reject) => {
    const outgoing = open(new URL(url, origin), { method, headers, agent: false })
    outgoing.once('error', reject)
    outgoing.once('socket', (socket) => socket.once('connect', connected))
    outgoing.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.once('error', reject)
      response.once('finish', resolve)
      answer.pipe(response)
    })
    request.pipe(outgoing)
  })
}
