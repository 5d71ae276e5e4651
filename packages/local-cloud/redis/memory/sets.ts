import type { Table } from './command'

export const sets: Table = {
  SADD: [
    2,
    Infinity,
    (keys, key, ...members) =>
      keys.editSet(key, (set) => {
        const before = set.size
        for (const member of members) set.add(member)
        return set.size - before
      }),
  ],
  SREM: [
    2,
    Infinity,
    (keys, key, ...members) =>
      keys.editSet(key, (set) => members.filter((member) => set.delete(member)).length),
  ],
  SMEMBERS: [1, 1, (keys, key) => [...(keys.read(key, 'set') ?? [])]],
  SISMEMBER: [2, 2, (keys, key, member) => Number(keys.read(key, 'set')?.has(member) ?? false)],
  SCARD: [1, 1, (keys, key) => keys.read(key, 'set')?.size ?? 0],
}
