import { connect } from 'node:net'
import { environment } from './environment'
import { freshClient } from './visitor'

export type RawAnswer = { status: number; headers: Headers; body: string; milliseconds: number }

/**
 * Sends what no HTTP library would. Only Host, Connection and a client of its own are added to the headers.
 * @param body sent as it is; a list in one write after the other
 * @param origin another instance of the application
 */
export async function sendRaw(
  requestLine: string,
  headers: Record<string, string> = {},
  body: string | string[] = '',
  origin = environment.appUrl,
): Promise<RawAnswer> {
  const { host, hostname, port } = new URL(origin)
  const begun = performance.now()
  const socket = connect(Number(port), hostname)
  // The server may reset it before everything is sent: its answer has come by then.
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const all = { Host: host, Connection: 'close', 'X-Forwarded-For': freshClient(), ...headers }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`${requestLine} HTTP/1.1\r\n${head.join('')}\r\n`)
  for (const piece of [body].flat()) socket.write(piece)

  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk)).setTimeout(10_000, () => socket.destroy())
  await closed
  return { ...parse(Buffer.concat(chunks).toString('utf8')), milliseconds: performance.now() - begun }
}

/** A body in chunks, which doesn't announce its size. */
export const inChunks = (size: number, count: number): string[] => [
  ...Array<string>(count).fill(`${size.toString(16)}\r\n${'a'.repeat(size)}\r\n`),
  '0\r\n\r\n',
]

/** A form as a browser would send it: the headers that describe it, and its bytes. */
export async function asMultipart(form: FormData): Promise<{ head: Record<string, string>; body: string }> {
  const encoded = new Response(form)
  const body = await encoded.text()
  const type = encoded.headers.get('content-type') ?? ''
  return { head: { 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(body)) }, body }
}

function parse(answer: string): Omit<RawAnswer, 'milliseconds'> {
  const [head = '', ...body] = answer.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Headers()
  for (const line of lines)
    headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1))
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: body.join('\r\n\r\n') }
}
