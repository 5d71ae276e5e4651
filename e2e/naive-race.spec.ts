import { randomBytes } from 'node:crypto'
import { createClient } from '@libsql/client'
import { expect, test } from './fixtures'

// Many people's code: read the token, delete it, insert the session. It shows that the races in race.spec.ts are ones that
// can be lost, and that fifty requests at once are enough to lose them.

test('fifty claims at once make several sessions where Redis alone decides who was first', async ({
  redis,
}, testInfo) => {
  const url = `file:${testInfo.outputPath('naive.db')}`
  const clients = [createClient({ url, timeout: 5000 }), createClient({ url, timeout: 5000 })] as const
  await clients[0].execute('CREATE TABLE session (attempt TEXT)')
  const key = `naive:${randomBytes(16).toString('hex')}`
  await redis.run('SET', key, 'an attempt', 'EX', 60)

  const claim = async (i: number) => {
    const attempt = await redis.run('GET', key)
    if (attempt === null) return
    await redis.run('DEL', key)
    await clients[i % 2 ? 1 : 0].execute({ sql: 'INSERT INTO session VALUES (?)', args: [String(attempt)] })
  }
  await Promise.all(Array.from({ length: 50 }, (_, i) => claim(i)))

  const made = await clients[0].execute('SELECT count(*) AS n FROM session')
  expect(Number(made.rows[0]?.n)).toBeGreaterThan(1)
  for (const each of clients) each.close()
})
