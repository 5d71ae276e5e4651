import { RedisError } from '../redis'
import type { Keyspace } from './keyspace'

/** A status such as OK, which a script sees as `{ ok = 'OK' }`, unlike the string. */
export class Status {
  constructor(readonly text: string) {}
}
export const OK = new Status('OK')

/** A reply inside the engine: strings are latin1, see Keyspace. */
export type Value = string | number | null | Status | RedisError | Value[]

/** The fewest and most arguments, and what to do. Expected failures are thrown as RedisError. */
export type Entry = [least: number, most: number, run: (keys: Keyspace, ...args: string[]) => Value]
export type Table = Record<string, Entry>

export const syntaxError = () => new RedisError('ERR syntax error')

export function wrongArity(name: string): RedisError {
  return new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`)
}

/** An integer, spelled the one way that Redis accepts: no plus sign, space or leading zero. */
export function toInteger(text: string): number {
  const value = /^(0|-?[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN
  // Redis counts to 2^63. JavaScript's numbers are exact to 2^53, which no counter reaches.
  if (!Number.isSafeInteger(value)) throw new RedisError('ERR value is not an integer or out of range')
  return value
}
