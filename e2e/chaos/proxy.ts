import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { listen, readBody, send } from 'local-cloud/http'

/** What can go wrong between the application and one of its services. */
export type Fault =
  /** Nothing for six seconds; then the request is carried out after all, as when a network comes back. */
  | 'hang'
  /** The connection is cut before anything happened. */
  | 'reject'
  /** Carried out, and cut before the response. */
  | 'drop'
  /** Carried out, and no response for six seconds. */
  | 'answer-late'
  /** Held until `release`, to kill the instance that waits. */
  | 'hold'
  | { status: number; body: string }

const HUNG = 6_000

export type FaultProxy = {
  url: string
  /** For each request from now on: its fault, or none. `n` counts from 0. */
  misbehave(choose: (n: number, body: string) => Fault | undefined): void
  behave(): void
  /** Resolves when the next request is held. */
  held(): Promise<void>
  /** Drops what is held, unanswered. */
  release(): void
  close(): Promise<void>
}

/** A small HTTP proxy in front of a local service, which does to single requests what networks and services do. */
export async function startProxy(target: string): Promise<FaultProxy> {
  let choose: (n: number, body: string) => Fault | undefined = () => undefined
  let n = 0
  let onHeld = () => {}
  let held: ServerResponse[] = []

  const server = await listen(async (request, response) => {
    const body = await readBody(request)
    const fault = choose(n++, body.toString())
    if (fault === undefined) return pass(target, request, body, response)
    if (typeof fault === 'object') return send(response, fault.status, 'application/json', fault.body)
    switch (fault) {
      case 'hang':
        await wait(HUNG, undefined, { ref: false })
        return pass(target, request, body, response)
      case 'reject':
        request.socket.resetAndDestroy()
        return
      case 'drop':
        await pass(target, request, body)
        request.socket.resetAndDestroy()
        return
      case 'answer-late': {
        const answer = await ask(target, request, body)
        await wait(HUNG, undefined, { ref: false })
        return relay(answer, response)
      }
      case 'hold':
        held.push(response)
        onHeld()
    }
  }, 0)

  const release = () => {
    for (const response of held) response.destroy()
    held = []
  }
  return {
    url: server.url,
    misbehave: (chosen) => {
      n = 0
      choose = chosen
    },
    behave: () => {
      choose = () => undefined
    },
    held: () =>
      new Promise((resolve) => {
        onHeld = resolve
      }),
    release,
    close: () => {
      release()
      return server.close()
    },
  }
}

type Relayed = { status: number; headers: Headers; body: Buffer }

async function pass(target: string, request: IncomingMessage, body: Buffer, response?: ServerResponse) {
  const answer = await ask(target, request, body)
  if (response) relay(answer, response)
}

async function ask(target: string, request: IncomingMessage, body: Buffer): Promise<Relayed> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (!/^(host|connection|content-length|accept-encoding|transfer-encoding)$/.test(name)) {
      headers.set(name, String(value))
    }
  }
  const { method } = request
  const answer = await fetch(new URL(request.url ?? '/', target), {
    method,
    headers,
    ...(method !== 'GET' && method !== 'HEAD' && { body: new Uint8Array(body) }),
  })
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
}

function relay({ status, headers, body }: Relayed, response: ServerResponse) {
  if (response.destroyed) return
  const kept = [...headers].filter(
    ([name]) => !/^(connection|content-length|transfer-encoding|date)$/.test(name),
  )
  response.writeHead(status, { ...Object.fromEntries(kept), 'Content-Length': body.length })
  response.end(body)
}
