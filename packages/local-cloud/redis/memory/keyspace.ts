import { RedisError } from '../redis'

/** Keys and strings hold one character for each byte (latin1), so any value fits and `Map` can compare them. */
export type Types = {
  string: string
  hash: Map<string, string>
  set: Set<string>
  zset: Map<string, number>
}
type Entry = { type: keyof Types; value: Types[keyof Types]; expiresAt: number | null }

const EMPTY = {
  string: () => '',
  hash: () => new Map<string, string>(),
  set: () => new Set<string>(),
  zset: () => new Map<string, number>(),
} satisfies { [T in keyof Types]: () => Types[T] }

/** Typed values under keys, gone once their time (milliseconds since 1970) has passed. */
export class Keyspace {
  #entries = new Map<string, Entry>()

  /** The value, or undefined. Throws WRONGTYPE when the key holds another type. */
  read<T extends keyof Types>(key: string, type: T): Types[T] | undefined {
    const entry = this.#live(key)
    if (entry && entry.type !== type) {
      throw new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value')
    }
    return entry?.value as Types[T] | undefined
  }

  /** Runs `change` on the value, made if missing, and drops the key if nothing is left in it. */
  edit<T extends Exclude<keyof Types, 'string'>, R>(key: string, type: T, change: (value: Types[T]) => R): R {
    const existing = this.read(key, type)
    const value = existing ?? (EMPTY[type]() as Types[T])
    const result = change(value)
    if (value.size === 0) this.#entries.delete(key)
    else if (!existing) this.#entries.set(key, { type, value, expiresAt: null })
    return result
  }

  /** Replaces whatever was there. */
  write(key: string, value: string, expiresAt: number | null): void {
    this.#entries.set(key, { type: 'string', value, expiresAt })
  }

  delete(key: string): boolean {
    return this.#live(key) !== undefined && this.#entries.delete(key)
  }

  type(key: string): keyof Types | undefined {
    return this.#live(key)?.type
  }

  /** Undefined without the key, null without a limit. */
  expiresAt(key: string): number | null | undefined {
    return this.#live(key)?.expiresAt
  }

  expire(key: string, at: number | null): void {
    const entry = this.#live(key)
    if (!entry) return
    if (at !== null && at <= Date.now()) this.#entries.delete(key)
    else entry.expiresAt = at
  }

  keys(): string[] {
    return [...this.#entries.keys()].filter((key) => this.#live(key) !== undefined)
  }

  clear(): void {
    this.#entries.clear()
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key)
    if (entry?.expiresAt == null || Date.now() <= entry.expiresAt) return entry
    this.#entries.delete(key)
    return undefined
  }
}
