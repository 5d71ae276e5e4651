import { RedisError } from '../redis'

/** Keys and strings hold one character for each byte (latin1), so that any value fits. */
type Types = { string: string; set: Set<string>; hash: Map<string, string> }
type Entry = { type: keyof Types; value: Types[keyof Types]; expiresAt: number | null }

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

  /** Replaces whatever was there. */
  write(key: string, value: string, expiresAt: number | null): void {
    this.#entries.set(key, { type: 'string', value, expiresAt })
  }

  /** Runs `change` on the set, made if missing, and drops the key if nothing is left in it. */
  editSet<R>(key: string, change: (set: Set<string>) => R): R {
    return this.#edit(key, 'set', new Set<string>(), change)
  }

  /** The same for a hash. */
  editHash<R>(key: string, change: (hash: Map<string, string>) => R): R {
    return this.#edit(key, 'hash', new Map<string, string>(), change)
  }

  #edit<T extends 'set' | 'hash', R>(key: string, type: T, empty: Types[T], change: (it: Types[T]) => R): R {
    const value = this.read(key, type) ?? empty
    const result = change(value)
    if (value.size === 0) this.#entries.delete(key)
    else if (value === empty) this.#entries.set(key, { type, value, expiresAt: null })
    return result
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

  /** False without the key. */
  expire(key: string, at: number): boolean {
    const entry = this.#live(key)
    if (!entry) return false
    if (at <= Date.now()) this.#entries.delete(key)
    else entry.expiresAt = at
    return true
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
