import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { afterEach, expect, it } from 'vitest'

let stop = () => {}
afterEach(() => stop())

it('starts both, and prints the variables that their clients need', async () => {
  const command = fileURLToPath(new URL('bin/local-cloud.mjs', import.meta.url))
  const child = spawn(process.execPath, [command, '--upstash-port', '0', '--resend-port', '0'])
  stop = () => void child.kill()
  let variables = ''
  for await (const line of createInterface(child.stdout)) {
    variables += `${line}\n`
    if (line.startsWith('RESEND_WEBHOOK_SECRET=whsec_')) break
  }
  const env = parseEnv(variables)
  const pinged = await fetch(env.UPSTASH_REDIS_REST_URL ?? '', {
    method: 'POST',
    headers: { Authorization: `Bearer ${env.UPSTASH_REDIS_REST_TOKEN}` },
    body: '["PING"]',
  })
  expect(await pinged.json()).toEqual({ result: 'PONG' })

  const sent = await fetch(`${env.RESEND_BASE_URL}/emails`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${env.RESEND_API_KEY}` },
    body: JSON.stringify({ from: 'a@app.example', to: 'ann@example.com', subject: 'Hi', text: '123 456' }),
  })
  expect(sent.status).toBe(200)
  let told = ''
  for await (const line of createInterface(child.stderr)) {
    told += `${line}\n`
    if (line.includes('123 456')) break
  }
  expect(told).toBe(`The mailbox is at ${env.RESEND_BASE_URL}\nEmail to ann@example.com: Hi\n  123 456\n`)
})
