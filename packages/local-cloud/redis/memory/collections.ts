import { RedisError } from '../redis'
import { inPairs, type Table } from './command'
import { add, toBigInt } from './number'

export const hashes: Table = {
  HSET: [
    3,
    Infinity,
    (keys, key, ...args) => {
      const pairs = inPairs('hset', args)
      return keys.edit(key, 'hash', (hash) => {
        const before = hash.size
        for (const [field, value] of pairs) hash.set(field, value)
        return hash.size - before
      })
    },
  ],
  HGET: [2, 2, (keys, key, field) => keys.read(key, 'hash')?.get(field) ?? null],
  HMGET: [
    2,
    Infinity,
    (keys, key, ...fields) => fields.map((field) => keys.read(key, 'hash')?.get(field) ?? null),
  ],
  HGETALL: [1, 1, (keys, key) => [...(keys.read(key, 'hash') ?? [])].flat()],
  HEXISTS: [2, 2, (keys, key, field) => Number(keys.read(key, 'hash')?.has(field) ?? false)],
  HLEN: [1, 1, (keys, key) => keys.read(key, 'hash')?.size ?? 0],
  HINCRBY: [
    3,
    3,
    (keys, key, field, by) =>
      keys.edit(key, 'hash', (hash) => {
        const increment = toBigInt(by)
        const current = hash.get(field) ?? '0'
        if (!/^-?\d+$/.test(current)) throw new RedisError('ERR hash value is not an integer')
        const sum = add(toBigInt(current), increment)
        hash.set(field, String(sum))
        return Number(sum)
      }),
  ],
  HDEL: [
    2,
    Infinity,
    (keys, key, ...fields) =>
      keys.edit(key, 'hash', (hash) => fields.filter((field) => hash.delete(field)).length),
  ],
}

export const sets: Table = {
  SADD: [
    2,
    Infinity,
    (keys, key, ...members) =>
      keys.edit(key, 'set', (set) => {
        const before = set.size
        for (const member of members) set.add(member)
        return set.size - before
      }),
  ],
  SREM: [
    2,
    Infinity,
    (keys, key, ...members) =>
      keys.edit(key, 'set', (set) => members.filter((member) => set.delete(member)).length),
  ],
  SMEMBERS: [1, 1, (keys, key) => [...(keys.read(key, 'set') ?? [])]],
  SISMEMBER: [2, 2, (keys, key, member) => Number(keys.read(key, 'set')?.has(member) ?? false)],
  SCARD: [1, 1, (keys, key) => keys.read(key, 'set')?.size ?? 0],
}
