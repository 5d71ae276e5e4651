import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectRedis } from '../real'
import { command, type Redis, type Reply } from '../redis'
import { startTestServer, type TestServer, whyNoRedis } from '../test-server'
import { openMemory } from './memory'

// Command lines in groups that start from nothing; @ stands before each key.
const GROUPS: Record<string, string> = {
  SET: `SET @a 1 | SET @a 2 NX | SET @a 3 XX GET | SET @a 4 EX 100 | TTL @a | SET @a 5 keepttl | TTL @a | SET @a 6 | TTL @a
    | SET @a 7 EX 0 | SET @a 7 PX -1 | SET @a 7 EX abc | SET @a 7 EX | SET @a 7 FOO | SET @a 1 NX XX | SET @a 1 nx get
    | SET @b 1 NX GET | SET @b 1 ex 5 px 5 | SET @b 1 KEEPTTL EX 5 | SET @b 1 EX 5 KEEPTTL | SET @b 1 EXAT 1 | GET @b
    | SET | SET @a | GET | GET @a @b | SETEX @q 10 v | TTL @q | SETEX @q 0 v | SETEX @q x v | PSETEX @q 0 v | SETNX @q 1
    | SETNX @n 1 | STRLEN @n | TYPE @n | TYPE @none | MSET @a 1 @b 2 | MSET @a | MSET @a 1 @b | MGET @a @b @none
    | GETDEL @a | GETDEL @a | DEL @b @q @none | EXISTS @n @n @a`,
  counting: `INCR @n | INCRBY @n 5 | INCRBY @n 5.5 | INCRBY @n +5 | INCRBY @n 05 | INCRBY @n -3 | DECRBY @n 1 | DECR @n
    | SET @s abc | INCR @s | SET @s 01 | INCR @s | SET @s 9223372036854775807 | INCR @s | SET @s 9223372036854775808
    | INCR @s | HSET @h f 1 | INCR @h | HINCRBY @h f 5 | HINCRBY @h g x | HSET @h q str | HINCRBY @h q 1 | EXPIRE @n 50
    | INCR @n | TTL @n`,
  EXPIRE: `SET @a 1 | EXPIRE @a 100 XX | EXPIRE @a 100 NX | EXPIRE @a 200 NX | EXPIRE @a 50 GT | EXPIRE @a 300 gt | TTL @a
    | EXPIRE @a 10 LT XX | EXPIRE @a 10 NX GT | EXPIRE @a 10 GT LT | EXPIRE @a 10 FOO | EXPIRE @a x | TTL @a | PERSIST @a
    | PERSIST @a | TTL @a | EXPIRE @a 10 GT | EXPIRE @a 10 LT | TTL @a | PEXPIRE @a 90000 | TTL @a | EXPIREAT @a 9999999999
    | EXPIRETIME @a | PEXPIREAT @a 9999999999000 | PEXPIRETIME @a | EXPIRE @a -1 | EXISTS @a | EXPIRE @a 5 | PTTL @a`,
  collections: `HSET @h f 1 g 2 | HSET @h f | HSET @h a b c | HGETALL @h | HMGET @h f none | HLEN @h | HEXISTS @h f
    | HGET @h g | HGET @h none | GET @h | SET @h x GET | MGET @h | GETDEL @h | HDEL @h f g none | EXISTS @h | HGETALL @h
    | SADD @s a b c a | SADD @s | SISMEMBER @s a | SREM @s a none | SCARD @s | SMEMBERS @s | GET @s | HGET @s f
    | ZADD @s 1 a | SREM @s b c | EXISTS @s | SET @t x | SADD @t a | HSET @t f v | SMEMBERS @t | ZRANGE @t 0 1`,
  'sorted sets': `ZADD @z 1 a 2 b | ZADD @z GT 5 a | ZADD @z NX 9 a | ZADD @z INCR 2 a | ZADD @z NX INCR 2 a
    | ZADD @z XX CH 3 a | ZADD @z NX XX 1 a | ZADD @z GT LT 1 a | ZADD @z GT NX 1 a | ZADD @z 1 | ZADD @z 1 a 2
    | ZADD @z foo a | ZADD @z XX 1 none | ZADD @z INCR 1 a 2 b | ZADD @z NX | ZSCORE @z a | ZSCORE @z none
    | ZADD @z 2.5 c -inf d +inf e 1e20 f | ZRANGE @z 0 -1 | ZRANGE @z 0 -1 WITHSCORES | ZRANGE @z -2 -1 | ZRANGE @z 5 1
    | ZRANGE @z -100 100 | ZRANGE @z (1 +inf BYSCORE | ZRANGE @z +inf (1 BYSCORE REV LIMIT 1 2 WITHSCORES
    | ZRANGE @z 0 1 LIMIT 0 1 | ZRANGE @z 0 -1 REV | ZRANGE @z x 1 | ZRANGE @z a b BYSCORE | ZRANGE @z 0 1 FOO
    | ZCOUNT @z -inf (3 | ZREMRANGEBYSCORE @z -inf 2 | ZREMRANGEBYSCORE @z x 2 | ZREM @z c none | ZCARD @z | INCR @z`,
  keys: `MSET @a.b 1 @axb 1 @ab[c 1 @a*b 1 | KEYS @a.b | KEYS @a?b | KEYS @a[.x]b | KEYS @a[^.]b | KEYS @ab\\[c | KEYS @a\\*b
    | KEYS @a[a-z]b | KEYS @a[z-a]b | KEYS @none* | SCAN x | SCAN 0 COUNT 0 | SCAN 0 COUNT | SCAN 0 FOO 1 | PING | PING hi
    | PING a b | ECHO x | FLUSHDB nonsense | TTL | DEL | EXPIRE @a.b`,
  scripts: `EVALSHA abc 0 | EVAL x | SCRIPT EXISTS abc | EVAL return{1,"x",false,true,3.9,{ok="FINE"}} 0 | EVAL return{1,nil,3} 0
    | EVAL return{KEYS[1]==ARGV[1],#ARGV} 1 @a @a b | EVAL return 0 | EVAL return(-3.9) 0 | EVAL return(1) -1
    | EVAL return(1) 2 a | EVAL return(1) x | EVAL return(redis.sha1hex("a")) 0 | EVAL return(unpack({7,8})) 0
    | EVAL return(redis.error_reply("MYbad")) 0 | EVAL return(redis.call("set",KEYS[1],10/2).ok) 1 @f | GET @f
    | EVAL return(redis.call("get",KEYS[1])==false) 1 @none | EVAL return(redis.pcall("hget",KEYS[1],"f").err) 1 @f
    | EVAL return(tostring(tonumber(ARGV[1])*1000/500)..":"..math.floor(7/2)) 0 1795353393
    | EVAL return(redis.call("set",KEYS[1],ARGV[1]*2,"px",9999,"nx")) 1 @m 1795353393000 | GET @m
    | EVAL return(redis.call("hgetall",KEYS[1])) 1 @none`,
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

function show(reply: Reply, name = ''): string {
  if (reply instanceof Error) return reply.message
  if (Buffer.isBuffer(reply)) return JSON.stringify(reply.toString('latin1'))
  if (!Array.isArray(reply)) return String(reply)
  const items = reply.map((item) => show(item))
  // Redis promises no order for these.
  return `[${(['KEYS', 'SMEMBERS', 'HGETALL'].includes(name) ? items.sort() : items).join(', ')}]`
}
