import { type LocalServer, listen } from 'local-cloud/http'
import { startStandalone } from '../support/second-instance'
import { forward } from './forward'

/**
 * A serverless host at its hardest: each request is answered by a process of its own, which is told
 * to stop as soon as it has answered.
 */
export async function startFunctions(): Promise<LocalServer & { started(): number }> {
  const running = new Set<Promise<void>>()
  let started = 0
  const { url, close } = await listen((request, response) => {
    started++
    const answered = startStandalone().then((instance) =>
      forward(instance.origin, request, response).finally(() => instance.stop()),
    )
    const over = answered.catch(() => {}).finally(() => running.delete(over))
    running.add(over)
    return answered
  }, 0)
  return {
    url,
    started: () => started,
    close: async () => {
      await Promise.all(running)
      await close()
    },
  }
}
