import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What Node tells of a request, and lets be changed. */
export type Exchange = {
  request: IncomingMessage
  response: ServerResponse
  socket: Socket
  server: Server
}

/**
 * Calls `handle` at the start of each request that Node's own server gets, before Next reads it, in
 * the order in which these were set. A serverless host may have no such server.
 * https://nodejs.org/api/diagnostics_channel.html#http
 */
export function onRequest(handle: (exchange: Exchange) => void): void {
  subscribe('http.server.request.start', (message) => handle(message as Exchange))
}
