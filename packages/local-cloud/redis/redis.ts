/** One command, its name in capitals and its arguments as bytes. */
export type Command = { name: string; args: Buffer[] }

/** What Redis answers. Strings are bytes, since a value need not be text. */
export type Reply = Buffer | number | null | RedisError | Reply[]

/** An error that Redis itself answered with, such as WRONGTYPE: a reply like any other. */
export class RedisError extends Error {
  override name = 'RedisError'
}

export interface Redis {
  /** One reply for each command, in order. Rejects only when Redis can't be reached. */
  run(commands: Command[]): Promise<Reply[]>
  /** The same with nothing in between (MULTI, EXEC). One error if it was refused as a whole. */
  transact(commands: Command[]): Promise<Reply[] | RedisError>
  close(): Promise<void>
}

/** Builds a command from text. */
export function command(name: string, ...args: (string | number)[]): Command {
  return { name, args: args.map((arg) => Buffer.from(String(arg))) }
}
