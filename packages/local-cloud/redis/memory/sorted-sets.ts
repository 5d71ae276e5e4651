import { RedisError } from '../redis'
import { inPairs, syntaxError, type Table, type Value } from './command'
import type { Keyspace } from './keyspace'
import { formatFloat, toFloat, toInteger } from './number'

export const sortedSets: Table = {
  ZADD: [3, Infinity, zadd],
  ZREM: [
    2,
    Infinity,
    (keys, key, ...members) =>
      keys.edit(key, 'zset', (zset) => members.filter((member) => zset.delete(member)).length),
  ],
  ZCARD: [1, 1, (keys, key) => keys.read(key, 'zset')?.size ?? 0],
  ZSCORE: [2, 2, (keys, key, member) => formatScore(keys.read(key, 'zset')?.get(member))],
  ZCOUNT: [3, 3, (keys, key, min, max) => between(keys.read(key, 'zset'), min, max).length],
  ZRANGE: [3, Infinity, zrange],
  ZREMRANGEBYSCORE: [
    3,
    3,
    (keys, key, min, max) =>
      keys.edit(key, 'zset', (zset) => {
        const gone = between(zset, min, max)
        for (const [member] of gone) zset.delete(member)
        return gone.length
      }),
  ],
}

type Scored = [member: string, score: number]

function zadd(keys: Keyspace, key: string, ...args: string[]): Value {
  const start = args.findIndex((arg) => !/^(NX|XX|GT|LT|CH|INCR)$/i.test(arg))
  const flags = new Set(args.slice(0, start).map((arg) => arg.toUpperCase()))
  const rest = start < 0 ? [] : args.slice(start)
  if (rest.length === 0 || rest.length % 2) throw syntaxError()
  if (flags.has('NX') && flags.has('XX')) {
    throw new RedisError('ERR XX and NX options at the same time are not compatible')
  }
  if (['NX', 'GT', 'LT'].filter((flag) => flags.has(flag)).length > 1) {
    throw new RedisError('ERR GT, LT, and/or NX options at the same time are not compatible')
  }
  if (flags.has('INCR') && rest.length > 2) {
    throw new RedisError('ERR INCR option supports a single increment-element pair')
  }
  const pairs = inPairs('zadd', rest).map(([score, member]): Scored => [member, toFloat(score)])
  return keys.edit(key, 'zset', (zset) => {
    let added = 0
    let changed = 0
    let last: number | null = null
    for (const [member, score] of pairs) {
      const current = zset.get(member)
      const next = flags.has('INCR') ? (current ?? 0) + score : score
      if (Number.isNaN(next)) throw new RedisError('ERR resulting score is not a number (NaN)')
      if (current === undefined ? flags.has('XX') : flags.has('NX')) continue
      if (current !== undefined && flags.has('GT') && next <= current) continue
      if (current !== undefined && flags.has('LT') && next >= current) continue
      zset.set(member, next)
      last = next
      if (current === undefined) added++
      else if (current !== next) changed++
    }
    if (flags.has('INCR')) return last === null ? null : formatFloat(last)
    return flags.has('CH') ? added + changed : added
  })
}

function zrange(keys: Keyspace, key: string, from: string, to: string, ...options: string[]): Value {
  const given = new Set<string>()
  let limit: { offset: number; count: number } | undefined
  for (let i = 0; i < options.length; i++) {
    const option = options[i]?.toUpperCase() ?? ''
    if (!['BYSCORE', 'REV', 'WITHSCORES', 'LIMIT'].includes(option)) throw syntaxError()
    given.add(option)
    if (option !== 'LIMIT') continue
    if (i + 2 >= options.length) throw syntaxError()
    limit = { offset: toInteger(options[++i] ?? ''), count: toInteger(options[++i] ?? '') }
  }
  if (limit && !given.has('BYSCORE')) {
    throw new RedisError(
      'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX',
    )
  }
  const zset = keys.read(key, 'zset')
  const reverse = given.has('REV')
  const order = (list: Scored[]) => (reverse ? list.reverse() : list)
  let found: Scored[]
  if (given.has('BYSCORE')) {
    found = order(reverse ? between(zset, to, from) : between(zset, from, to))
    if (limit) found = limited(found, limit.offset, limit.count)
  } else {
    found = indexed(order(sorted(zset)), toInteger(from), toInteger(to))
  }
  return found.flatMap(([member, score]) =>
    given.has('WITHSCORES') ? [member, formatFloat(score)] : [member],
  )
}

function sorted(zset: Map<string, number> | undefined): Scored[] {
  return [...(zset ?? [])].sort(([a, x], [b, y]) => (x === y ? (a < b ? -1 : 1) : x - y))
}

function between(zset: Map<string, number> | undefined, min: string, max: string): Scored[] {
  const low = bound(min)
  const high = bound(max)
  return sorted(zset).filter(
    ([, score]) =>
      (low.open ? score > low.at : score >= low.at) && (high.open ? score < high.at : score <= high.at),
  )
}

function bound(text: string): { at: number; open: boolean } {
  const open = text.startsWith('(')
  return { at: toFloat(open ? text.slice(1) : text, 'ERR min or max is not a float'), open }
}

function indexed(list: Scored[], from: number, to: number): Scored[] {
  const start = from < 0 ? Math.max(0, list.length + from) : from
  const end = to < 0 ? list.length + to : to
  return list.slice(start, Math.max(start, end + 1))
}

function limited(list: Scored[], offset: number, count: number): Scored[] {
  if (offset < 0) return []
  return list.slice(offset, count < 0 ? undefined : offset + count)
}

function formatScore(score: number | undefined): string | null {
  return score === undefined ? null : formatFloat(score)
}
