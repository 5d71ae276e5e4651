import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment } from '../support/environment'
import { startSecondInstance } from '../support/second-instance'
import { lockDatabase } from './lock'
import type { Fault } from './proxy'
import type { Outage } from './scenarios/outages'
import { NEXT } from './steps'

type Choose = Fault | ((n: number, body: string) => Fault | undefined)
type Kind = { how: string; fault: Choose; short?: true; mayDeny?: true }

const REDIS: Kind[] = [
  { how: 'hangs for 6 s', fault: 'hang', short: true },
  { how: 'refuses connections', fault: 'reject' },
  { how: 'answers 500', fault: { status: 500, body: '{"error":"ERR internal error"}' }, short: true },
  { how: 'answers 429', fault: { status: 429, body: '{"error":"ERR max requests limit exceeded"}' } },
  { how: 'answers {}', fault: { status: 200, body: '{}' } },
  { how: 'answers a number', fault: { status: 200, body: '7' } },
  { how: 'answers HTML', fault: { status: 200, body: '<!doctype html><title>Welcome</title>' } },
  { how: 'answers with another record', fault: anotherRecord, short: true, mayDeny: true },
  { how: 'carries everything out, and its responses are lost', fault: 'drop', short: true },
]

const MAIL: Kind[] = [
  { how: 'hangs for 6 s', fault: 'hang' },
  { how: 'accepts emails and hangs for 6 s', fault: 'answer-late', short: true },
  { how: 'refuses connections', fault: 'reject' },
  {
    how: 'answers 500',
    fault: { status: 500, body: '{"name":"application_error","message":"No."}' },
    short: true,
  },
  { how: 'answers 429', fault: { status: 429, body: '{"name":"rate_limit_exceeded","message":"No."}' } },
  { how: 'answers {}', fault: { status: 200, body: '{}' } },
  { how: 'answers HTML', fault: { status: 200, body: '<!doctype html><title>Welcome</title>' } },
  { how: 'accepts emails, and its responses are lost', fault: 'drop' },
]

/** As from a cache or a misconfigured proxy: a live attempt, but not the one that was requested. */
function anotherRecord(_: number, body: string): Fault {
  const now = Date.now()
  const record = {
    ...{ email: 'victim@example.com', next: NEXT, reauthenticates: 0, sent: 1 },
    ...{ bindingHash: 'x'.repeat(43), waitUntil: now, 'createdAt:1': now, 'accepted:1': 1 },
    ...{
      'secretHash:1': 'x'.repeat(43),
      'codeHash:1': 'x'.repeat(43),
      'device:1': 'a browser',
      'remember:1': 1,
    },
  }
  const base64 = (text: unknown) => Buffer.from(String(text)).toString('base64')
  const cell = { result: Object.entries(record).flat().map(base64) }
  const commands = JSON.parse(body) as unknown[]
  return { status: 200, body: JSON.stringify(Array.isArray(commands[0]) ? commands.map(() => cell) : cell) }
}

/** Each way in which a part can be down. */
export async function listOutages(short: boolean): Promise<{ list: Outage[]; close(): Promise<void> }> {
  const chosen = (kinds: Kind[]) => kinds.filter((kind) => !short || kind.short)
  const closing: (() => unknown)[] = []
  const ofDatabase = await Promise.all([missingDatabase(closing), silentDatabase(closing)])
  const list: Outage[] = [
    ...chosen(REDIS).map(({ how, fault, mayDeny }) => ({
      ...behindProxy('redis', `Redis ${how}`, fault),
      mayDeny,
    })),
    ...chosen(MAIL).map(({ how, fault }) => behindProxy('resend', `the mail service ${how}`, fault)),
    lockedDatabase(),
    ...ofDatabase,
  ]
  return {
    list,
    close: async () => {
      for (const close of closing.reverse()) await close()
    },
  }
}

function behindProxy(part: 'redis' | 'resend', name: string, fault: Choose): Outage {
  return {
    name,
    part,
    begin: async (world) => {
      world[part].misbehave(typeof fault === 'function' ? fault : () => fault)
      return () => world[part].behave()
    },
  }
}

function lockedDatabase(): Outage {
  return {
    name: 'another process holds the database’s lock',
    part: 'writing',
    begin: lockDatabase,
  }
}

/** An instance that finds its database only once the outage is over: until then, the link to its folder doesn't exist. */
async function missingDatabase(closing: (() => unknown)[]): Promise<Outage> {
  const file = fileURLToPath(new URL(environment.databaseUrl))
  const folder = mkdtempSync(join(tmpdir(), 'magic-link-chaos-'))
  const link = join(folder, 'database')
  closing.push(() => rmSync(folder, { recursive: true, force: true }))
  const instance = await startSecondInstance(() => ({ DATABASE_URL: `file:${join(link, basename(file))}` }))
  closing.push(() => instance.stop())
  return {
    name: 'the database’s file is missing, and comes back',
    part: 'database',
    via: instance.origin,
    // A file that is open stays readable.
    once: true,
    begin: async () => () => symlinkSync(dirname(file), link),
  }
}

/** An instance with a remote database that accepts connections and says nothing. */
async function silentDatabase(closing: (() => unknown)[]): Promise<Outage> {
  const server = createServer(() => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const instance = await startSecondInstance(() => ({ DATABASE_URL: `http://127.0.0.1:${port}` }))
  closing.push(() => server.close())
  closing.push(() => instance.stop())
  return {
    name: 'a remote database says nothing',
    part: 'database',
    via: instance.origin,
    // It never says anything: the actors go on elsewhere.
    goesOnElsewhere: true,
    begin: async () => () => {},
  }
}
