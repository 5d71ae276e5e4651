import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'

// In a process of its own, with a server that stops as Next does: when all connections have closed.

const SCRIPT = (letGo: boolean) => `
  import { createServer } from 'node:http'
  import { letGoAtTheEnd } from ${JSON.stringify(import.meta.resolve('./stop.ts'))}
  ${letGo ? 'letGoAtTheEnd()' : ''}
  const stopping = new Promise((resolve) => process.once('SIGTERM', resolve))
  const server = createServer(async (_, response) => {
    console.log('asked')
    await stopping
    setTimeout(() => response.end('answer'), 50)
  })
  server.keepAliveTimeout = 60_000
  process.once('SIGTERM', () => server.close(() => process.exit(143)))
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))`

let child: ChildProcess
afterEach(() => void child.kill('SIGKILL'))

async function start(letGo: boolean) {
  child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT(letGo)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout as NodeJS.ReadableStream)[Symbol.asyncIterator]()
  return { port: Number((await lines.next()).value), asked: () => lines.next() }
}

/** Its exit code; null if it had to be killed, after that many milliseconds. */
async function stop(patience: number): Promise<number | null> {
  const timer = setTimeout(() => child.kill('SIGKILL'), patience)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  clearTimeout(timer)
  return code
}

// Far less than the minute that Node would wait, and enough for a busy machine. And without it, it waits.
const WITH_AND_WITHOUT = [
  [true, 143, 20_000],
  [false, null, 1_000],
] as const

test.each(WITH_AND_WITHOUT)(
  'a connection that was never used doesn’t keep the process: %s',
  async (letGo, code, patience) => {
    const { port } = await start(letGo)
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    expect(await stop(patience)).toBe(code)
  },
)

test.each(WITH_AND_WITHOUT)(
  'the last answer goes out, and its connection isn’t kept alive: %s',
  async (letGo, code, patience) => {
    const { port, asked } = await start(letGo)
    const agent = new Agent({ keepAlive: true })
    const body = new Promise<string>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent }, (response) => {
        response.setEncoding('utf8').once('data', resolve)
      }).once('error', reject)
    })
    await asked()
    const stopped = stop(patience)
    expect(await body).toBe('answer')
    expect(await stopped).toBe(code)
    agent.destroy()
  },
)

test('a request that is still on its way gets its answer', async () => {
  const { port } = await start(true)
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  await once(socket, 'connect')
  const stopped = stop(20_000)
  await wait(200)
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  const [answer] = await once(socket, 'data')
  expect(answer).toContain('200 OK')
  expect(await stopped).toBe(143)
})
