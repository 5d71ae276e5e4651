import { CliError, runCommand } from './command'

// npm run users|attempts|suppressions|prune|doctor: what operators type.

const COMMANDS = {
  users: async () => (await import('./users')).users,
  attempts: async () => (await import('./attempts')).attempts,
  suppressions: async () => (await import('./suppressions')).suppressions,
  prune: async () => (await import('./prune')).pruneAll,
  doctor: async () => (await import('./doctor/index')).doctor,
}

const [name = '', ...words] = process.argv.slice(2)
await runCommand(async () => {
  if (!Object.hasOwn(COMMANDS, name)) throw new CliError(`Commands: ${Object.keys(COMMANDS).join(', ')}.`)
  const command = await COMMANDS[name as keyof typeof COMMANDS]()
  await command(words)
})
