import { createServer } from 'node:net'

/**
 * The first free port from `preferred` on; any free one for 0. Free on IPv4 and IPv6, on all
 * addresses and on the loopback: a server on one of them doesn't always keep another from starting,
 * and then either could answer the browser.
 *
 * @throws if the next 100 ports are taken
 */
export async function findFreePort(preferred: number): Promise<number> {
  if (preferred === 0) return listenOnce(0, '::').catch(() => listenOnce(0, '0.0.0.0'))
  for (let port = preferred; port < preferred + 100; port++) {
    if (await isFree(port)) return port
  }
  throw new Error(`All ports from ${preferred} to ${preferred + 99} are taken.`)
}

/** Starts a server on the first free port from `preferred` on, even if others look for one too. */
export async function startOnFreePort<T>(preferred: number, start: (port: number) => Promise<T>): Promise<T> {
  for (let port = preferred; ; port++) {
    if (preferred !== 0) port = await findFreePort(port)
    try {
      return await start(port)
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || preferred === 0) throw error
    }
  }
}

const ADDRESSES = ['::', '0.0.0.0', '::1', '127.0.0.1']

async function isFree(port: number): Promise<boolean> {
  for (const address of ADDRESSES) {
    const code = await listenOnce(port, address).then(() => undefined, codeOf)
    // EADDRNOTAVAIL or EAFNOSUPPORT means that there is no IPv6, so nothing listens there either.
    if (code === 'EADDRINUSE' || code === 'EACCES') return false
  }
  return true
}

function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : port))
    })
  })
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
