import { spawn } from 'node:child_process'
import { keepOutput } from './traces'

// The application as the tests run it. Its output is kept, to be searched for secrets afterwards.

const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start'], {
  stdio: ['ignore', 'pipe', 'pipe'],
})
keepOutput(child)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
