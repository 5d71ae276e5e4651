import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { type Exchange, onRequest } from '@/lib/platform/on-request'

/** Milliseconds that a new connection has for its first request, which may be on its way. */
const ON_ITS_WAY = 1000

/**
 * Lets go of connections when this process is told to stop. Next finishes what is under way then,
 * and what comes after the answers, such as emails. But before that it waits until each connection
 * has closed, and a browser keeps some open that it hasn't used yet: for a minute, in which the host
 * loses patience, and kills. Call it once, before the server listens.
 */
export function letGoAtTheEnd(): void {
  const unused = new Set<Socket>()
  let stopping = false
  subscribe('net.server.socket', (message) => {
    const { socket } = message as Exchange
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  onRequest(({ socket }) => unused.delete(socket))
  subscribe('http.server.response.finish', (message) => {
    // A connection is idle only when Node has dealt with its response.
    if (stopping) setImmediate(() => (message as Exchange).server.closeIdleConnections())
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stopping = true
      setTimeout(() => {
        for (const socket of unused) if (socket.bytesRead === 0) socket.destroy()
      }, ON_ITS_WAY).unref()
    })
  }
}
