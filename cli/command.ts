/** The command can't do what the operator wants. The message is one line for them. */
export class CliError extends Error {
  override name = 'CliError'
}

/** Runs a command to its end. Errors go to stderr without a stack trace, and the exit code is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof CliError ? error.message : describe(error))
    process.exitCode = 1
  }
}

// Prisma's messages begin with our source code and end with the reason.
function describe(error: unknown) {
  const reason = (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1)
  return `That didn't work: ${reason} (\`npm run doctor\` says what is missing)`
}
