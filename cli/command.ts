/** What an operator asked for can't be done. The message is for them. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** Runs a command to its end. What goes wrong is said on standard error, without a stack, and the exit code is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : sayWhatBroke(error))
    process.exitCode = 1
  }
}

// Prisma's messages begin with our source code, and end with the reason.
function sayWhatBroke(error: unknown) {
  const reason = (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1)
  return `That didn't work: ${reason} (\`npm run doctor\` says what is missing)`
}
