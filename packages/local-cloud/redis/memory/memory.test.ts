import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer, whyNoRedis } from '../../upstash/test-server'
import { connectRedis } from '../real'
import { command, type Redis, type Reply } from '../redis'
import { openMemory } from './memory'

// Command lines in groups that start from nothing; @ stands before each key.
const GROUPS: Record<string, string> = {
  SET: `SET @a 1 | SET @a 2 NX | SET @a 3 XX GET | SET @a 4 EX 100 | TTL @a | SET @a 5 keepttl | TTL @a | SET @a 6 | TTL @a
    | SET @a 7 EX 0 | SET @a 7 PX -1 | SET @a 7 EX abc | SET @a 7 EX | SET @a 7 FOO | SET @a 1 NX XX | SET @a 1 nx get
    | SET @b 1 NX GET | SET @b 1 ex 5 px 5 | SET @b 1 KEEPTTL EX 5 | SET @b 1 EX 5 KEEPTTL | GET @b
    | SET | SET @a | GET | GET @a @b | SET @n 1 | TYPE @n | TYPE @none | MGET @a @b @none | DEL @b @a @none | EXISTS @n @n @a`,
  counting: `INCR @n | INCR @n | DECR @n | DECR @n | DECR @n | SET @s abc | INCR @s | SET @s 01 | INCR @s | SET @s +1
    | INCR @s | SET @s 1.0 | INCR @s | SET @s 99999999999999999999 | INCR @s | SADD @t 1 | INCR @t
    | EXPIRE @n 50 | INCR @n | TTL @n`,
  EXPIRE: `SET @a 1 | TTL @a | EXPIRE @a 100 | TTL @a | EXPIRE @a x | EXPIRE @a 1.5 | EXPIRE @none 1 | TTL @none | PTTL @none
    | PEXPIRE @a 90000 | TTL @a | SADD @s a | EXPIRE @s 70 | SADD @s b | TTL @s | EXPIRE @a -1 | EXISTS @a | EXPIRE @a`,
  sets: `SADD @s a b c a | SADD @s | SISMEMBER @s a | SISMEMBER @s x | SREM @s a none | SCARD @s | SMEMBERS @s | GET @s
    | MGET @s | SET @s x GET | TYPE @s | SREM @s b c | EXISTS @s | SCARD @s | SMEMBERS @s | SET @t x | SADD @t a | SMEMBERS @t`,
  hashes: `HSET @h a 1 b 2 | HSET @h a 3 c 4 | HSET @h a | HSET @h a 1 b | HGET @h a | HGET @h none | HMGET @h a none c
    | HGETALL @h | HGETALL @none | TYPE @h | SET @t x | HSET @t a 1 | HGET @t a
    | SADD @s a | HGETALL @s | HSET @i a 1 | EXPIRE @i 70 | HSET @i b 1 | TTL @i
    | EVAL return(redis.call("hmget",KEYS[1],"a","x")) 1 @i | EVAL return(redis.call("hset",KEYS[1],unpack(ARGV))) 1 @i a 2 c 3`,
  keys: `SET @a.b 1 | SET @axb 1 | SET @ab[c 1 | SET @a*b 1 | KEYS @a.b | KEYS @a?b | KEYS @a*b | KEYS @ab\\[c | KEYS @a\\*b
    | KEYS @none* | SCAN x | SCAN 0 COUNT 0 | SCAN 0 COUNT | SCAN 0 FOO 1 | PING | PING hi | PING a b | TTL | DEL`,
  scripts: `EVAL x | EVAL return{1,"x",false,true,3.9,{ok="FINE"}} 0 | EVAL return{1,nil,3} 0 | EVAL return(unpack({7,8})) 0
    | EVAL return{KEYS[1]==ARGV[1],#ARGV} 1 @a @a b | EVAL return 0 | EVAL return(-3.9) 0 | EVAL return(1) -1
    | EVAL return(1) 2 a | EVAL return(1) x | EVAL return{table.remove(KEYS),#KEYS} 2 @a @b | EVAL return{table.remove(KEYS),#KEYS} 1 @c
    | EVAL return(redis.error_reply("MYbad")) 0 | EVAL return(redis.call("set",KEYS[1],10/2).ok) 1 @f | GET @f
    | EVAL return(redis.call("get",KEYS[1])==false) 1 @none | EVAL return(redis.pcall("scard",KEYS[1]).err) 1 @f
    | EVAL return(tostring(tonumber(ARGV[1])*1000/500)..":"..math.floor(7/2)) 0 1795353393
    | EVAL return{string.match("12:34","(%d+):(%d+)")} 0 | EVAL return(redis.call("smembers",KEYS[1])) 1 @none
    | EVAL return(redis.call("set",KEYS[1],ARGV[1]*2,"px",9999,"nx")) 1 @m 1795353393000 | GET @m`,
}
const missing = whyNoRedis()

describe.skipIf(missing)(
  `openMemory answers as a real Redis does${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    const memory = openMemory()
    let server: TestServer
    let real: Redis

    beforeAll(async () => {
      server = await startTestServer()
      real = await connectRedis(server.url)
    })
    afterAll(async () => {
      await Promise.all([memory.close(), real?.close()])
      server?.close()
    })

    it.each(Object.entries(GROUPS))('for %s', async (_, lines) => {
      const prefix = `${randomUUID()}:`
      const commands = lines.split('|').map((line) => {
        const [name = '', ...args] = line.trim().split(/ +/)
        return command(name, ...args.map((arg) => arg.replace(/^@/, prefix)))
      })
      const answered = (replies: Reply[]) =>
        replies.map((reply, i) => `${lines.split('|')[i]?.trim()} => ${show(reply, commands[i]?.name)}`)
      expect(answered(await memory.run(commands))).toEqual(answered(await real.run(commands)))
    })
  },
)

describe('openMemory', () => {
  afterEach(() => void vi.useRealTimers())

  it('forgets a key when its time is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const memory = openMemory()
    await memory.run([command('SET', 'brief', 'x', 'PX', 1000)])
    vi.setSystemTime(Date.now() + 1000)
    expect(await memory.run([command('EXISTS', 'brief'), command('PTTL', 'brief')])).toEqual([1, 0])
    vi.setSystemTime(Date.now() + 1)
    expect(await memory.run([command('EXISTS', 'brief'), command('PTTL', 'brief')])).toEqual([0, -2])
    await memory.close()
  })

  it('refuses a pattern with a set rather than match other keys', async () => {
    const memory = openMemory()
    expect(show((await memory.run([command('KEYS', 'a[bc]')]))[0] ?? null)).toContain('not available')
    await memory.close()
  })
})

function show(reply: Reply, name = ''): string {
  if (reply instanceof Error) return reply.message
  if (Buffer.isBuffer(reply)) return JSON.stringify(reply.toString('latin1'))
  if (!Array.isArray(reply)) return String(reply)
  const items = reply.map((item) => show(item))
  // Redis promises no order for these.
  return `[${(['KEYS', 'SMEMBERS'].includes(name) ? items.sort() : items).join(', ')}]`
}
