import { type Table, wrongArity } from './command'

export const hashes: Table = {
  HSET: [
    3,
    Infinity,
    (keys, key, ...pairs) => {
      if (pairs.length % 2 > 0) throw wrongArity('hset')
      return keys.editHash(key, (hash) => {
        const before = hash.size
        for (let i = 0; i < pairs.length; i += 2) hash.set(pairs[i] ?? '', pairs[i + 1] ?? '')
        return hash.size - before
      })
    },
  ],
  HGET: [2, 2, (keys, key, field) => keys.read(key, 'hash')?.get(field) ?? null],
  HMGET: [
    2,
    Infinity,
    (keys, key, ...fields) => {
      const hash = keys.read(key, 'hash')
      return fields.map((field) => hash?.get(field) ?? null)
    },
  ],
  HDEL: [
    2,
    Infinity,
    (keys, key, ...fields) =>
      keys.editHash(key, (hash) => fields.filter((field) => hash.delete(field)).length),
  ],
  HGETALL: [1, 1, (keys, key) => [...(keys.read(key, 'hash') ?? [])].flat()],
}
