import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type LocalSecrets = {
  sessionSecret: string
  redisToken: string
  mailKey: string
  webhookSecret: string
}

/**
 * The secrets in `folder`, made at the first call, so that sessions survive a restart and no one
 * uses a sample.
 */
export function readSecrets(folder: string): LocalSecrets {
  const path = join(folder, 'secrets.json')
  mkdirSync(folder, { recursive: true })
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const secrets = { ...makeSecrets(), ...kept }
  if (Object.keys(secrets).length > Object.keys(kept).length) {
    writeFileSync(path, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  }
  return secrets
}

function makeSecrets(): LocalSecrets {
  return {
    sessionSecret: randomBytes(32).toString('base64url'),
    redisToken: randomBytes(24).toString('base64url'),
    mailKey: `re_local_${randomBytes(16).toString('hex')}`,
    // The format of Resend's signatures (Standard Webhooks): a prefix, and base64.
    webhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
  }
}
