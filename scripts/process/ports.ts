import { createServer } from 'node:net'

/**
 * The first free port from `preferred` on; any free one for 0.
 * Free means: on IPv4 and IPv6, on every address and on the loopback, since a server on one of them doesn't always
 * keep another from starting on the next, and then nobody knows which one a browser reaches.
 */
export async function findFreePort(preferred: number): Promise<number> {
  if (preferred === 0) return listenOnce(0, '::').catch(() => listenOnce(0, '0.0.0.0'))
  for (let port = preferred; port < preferred + 100; port++) {
    if (await isFree(port)) return port
  }
  throw new Error(`All ports from ${preferred} to ${preferred + 99} are consumed.`)
}

/** Starts a server on the first port from `preferred` on that is free, also when others look for one just now. */
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
    // A machine without IPv6 answers EADDRNOTAVAIL or EAFNOSUPPORT: nobody else is there either.
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
