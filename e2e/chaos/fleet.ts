import { type LocalServer, listen } from 'local-cloud/http'
import { type Instance, startStandalone } from '../support/second-instance'
import { exchange } from './exchange'
import { forward } from './forward'
import { startAll } from './world'

/** Instances behind one address, which take turns. */
export type Fleet = LocalServer & {
  /** How many responses had a status of 500 or more. */
  failures(): number
  /** Replaces one instance after the other by one with this environment, while requests go on. */
  restart(environment: Record<string, string>): Promise<void>
}

export async function startFleet(size: number, environment: Record<string, string>): Promise<Fleet> {
  const start = (environment: Record<string, string>) => startStandalone(() => environment)
  const instances: Instance[] = await startAll(size, () => start(environment))
  const connecting = new Set<Promise<void>>()
  let turn = 0
  let failures = 0
  const { url, close } = await listen(async (request, response) => {
    const { origin } = instances[turn++ % size] as Instance
    response.once('finish', () => {
      if (response.statusCode >= 500) failures++
    })
    let connected = () => {}
    const connection = new Promise<void>((resolve) => {
      connected = resolve
    })
    connecting.add(connection)
    connection.then(() => connecting.delete(connection))
    await forward(origin, request, response, connected).finally(connected)
  }, 0)
  return {
    url,
    failures: () => failures,
    restart: async (environment) => {
      for (const [i, old] of instances.entries()) {
        instances[i] = await start(environment)
        // It gets no more requests. Connections are accepted in their order: when it has answered one that
        // comes after them, it has them all.
        await Promise.all(connecting)
        await exchange(old.origin, '/api/health')
        await old.stop()
      }
    },
    close: async () => {
      await close()
      await Promise.all(instances.map((instance) => instance.stop()))
    },
  }
}
