import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, createClient, type LibsqlError, type Value } from '@libsql/client'
import { type LocalServer, listen, parseJson, readBody, sendJson } from './http'

/** `requests` counts them, `delay` is how many milliseconds late each answer comes. Both can be set. */
export type HranaServer = LocalServer & { requests: number; delay: number }

type Sql = { sql?: string; sql_id?: number }
type Cell = { type: string; value?: string | number; base64?: string }
type Statement = Sql & { args?: Cell[]; named_args?: { name: string; value: Cell }[] }
type Condition = { type: 'ok'; step: number } | { type: 'not'; cond: Condition }
type Batch = { steps: { stmt: Statement; condition?: Condition }[] }
type Request = Sql & { type: string; stmt: Statement; batch: Batch }
type Outcome = { result?: object; error?: object }
type Stream = { client: Client; sqls: Map<number, string> }

/**
 * Turso on 127.0.0.1: as much of its protocol (Hrana 2 and 3 over HTTP) as @libsql/client speaks,
 * in front of an SQLite file. Who finds the file locked is refused with SQLITE_BUSY at once.
 * https://github.com/tursodatabase/libsql/blob/main/docs/HTTP_V2_SPEC.md
 */
export async function startHrana(options: { port: number; token: string; file: string }) {
  /** Connections, waiting under their batons for the next request of their transactions. */
  const streams = new Map<string, Stream>()
  const state = { requests: 0, delay: 0 }
  const { url, close } = await listen(async (request, response) => {
    state.requests++
    await wait(state.delay)
    if (request.headers.authorization !== `Bearer ${options.token}`) return sendJson(response, 401, {})
    const answer = await run(request, streams, `file:${options.file}`)
    sendJson(response, answer ? 200 : 400, answer ?? { message: 'Received an invalid baton' })
  }, options.port)
  return Object.assign(state, { url, close: () => close().finally(() => streams.forEach(end)) })
}

async function run(request: IncomingMessage, streams: Map<string, Stream>, url: string) {
  if (request.method === 'GET') return {}
  const body = parseJson(await readBody(request)) as { baton?: string; requests: Request[] }
  const stream = body.baton
    ? streams.get(body.baton)
    : { client: createClient({ url, intMode: 'bigint' }), sqls: new Map() }
  if (!stream) return undefined
  streams.delete(body.baton ?? '')
  const results = []
  for (const each of body.requests) {
    const { result, error } = await attempt(() => answer(stream, each))
    results.push(result ? { type: 'ok', response: { type: each.type, ...result } } : { type: 'error', error })
  }
  const baton = body.requests.some(({ type }) => type === 'close') ? end(stream) : randomUUID()
  if (!baton) return { results }
  streams.set(baton, stream)
  // Its client may be gone. Turso waits as long.
  setTimeout(() => streams.delete(baton) && end(stream), 10_000).unref()
  return { baton, results }
}

/** Closing alone may leave the lock taken: https://github.com/tursodatabase/libsql-client-ts/issues/352 */
function end({ client }: Stream) {
  client.executeMultiple('ROLLBACK').catch(() => {})
  client.close()
}

async function answer(stream: Stream, { type, stmt, batch, ...sql }: Request): Promise<object> {
  if (type === 'execute') return { result: await execute(stream, stmt) }
  if (type === 'batch') return { result: await executeAll(stream, batch) }
  if (type === 'sequence') await stream.client.executeMultiple(textOf(stream, sql))
  if (type === 'store_sql') stream.sqls.set(sql.sql_id ?? 0, sql.sql ?? '')
  return {}
}

async function executeAll(stream: Stream, { steps }: Batch): Promise<object> {
  const outcomes: Outcome[] = []
  const holds = (condition: Condition): boolean =>
    condition.type === 'not' ? !holds(condition.cond) : outcomes[condition.step]?.result !== undefined
  for (const { stmt, condition } of steps) {
    outcomes.push(condition && !holds(condition) ? {} : await attempt(() => execute(stream, stmt)))
  }
  return {
    step_results: outcomes.map(({ result }) => result ?? null),
    step_errors: outcomes.map(({ error }) => error ?? null),
  }
}

async function execute(stream: Stream, statement: Statement): Promise<object> {
  const named = statement.named_args?.map(({ name, value }) => [name, fromCell(value)] as const)
  const args = named?.length ? Object.fromEntries(named) : (statement.args ?? []).map(fromCell)
  const found = await stream.client.execute({ sql: textOf(stream, statement), args })
  return {
    cols: found.columns.map((name, i) => ({ name, decltype: found.columnTypes[i] })),
    rows: found.rows.map((row) => Array.from(row as ArrayLike<Value>, toCell)),
    affected_row_count: found.rowsAffected,
    last_insert_rowid: found.lastInsertRowid?.toString() ?? null,
  }
}

async function attempt(act: () => Promise<object>): Promise<Outcome> {
  try {
    return { result: await act() }
  } catch (error) {
    const { message, code } = error as LibsqlError
    // As Turso words it, without SQLite's extended code.
    return { error: { message: `SQLite error: ${message.replace(`${code}: `, '')}`, code } }
  }
}

const textOf = (stream: Stream, { sql, sql_id }: Sql) => sql ?? stream.sqls.get(sql_id ?? 0) ?? ''

function fromCell({ type, value, base64 }: Cell): Value {
  if (type === 'integer') return BigInt(value ?? 0)
  if (type === 'blob') return Uint8Array.from(Buffer.from(base64 ?? '', 'base64')).buffer
  return value ?? null
}

function toCell(value: Value): Cell {
  if (value === null) return { type: 'null' }
  if (value instanceof ArrayBuffer) return { type: 'blob', base64: Buffer.from(value).toString('base64') }
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) }
  return { type: typeof value === 'number' ? 'float' : 'text', value }
}
