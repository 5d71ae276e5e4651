import { spawn } from 'node:child_process'
import { keepOutput } from './traces'

// The application as the tests run it. Its output is kept, to be searched for secrets afterwards.

// Playwright's plain requests use a connection again that may be closed at that very moment, after five idle seconds.
const start = ['node_modules/next/dist/bin/next', 'start', '--keepAliveTimeout', '60000']
const child = spawn(process.execPath, start, { stdio: ['ignore', 'pipe', 'pipe'] })
keepOutput(child)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
