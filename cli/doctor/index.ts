import { table } from '@/cli/table'
import { loadEnvFiles, parseEnv } from '@/lib/platform'
import { checkDatabase } from './database'
import { type Check, type Finding, withoutSecrets } from './finding'
import { checkInstances } from './instances'
import { checkRedis } from './redis'
import { checkResend } from './resend'
import { checkSender } from './sender'

/**
 * `npm run doctor`: tells what is missing before a deploy. Reads the environment and the .env files
 * as `next start` does, uses each part once, and prints a table without secrets. The exit code is 1
 * if anything is wrong; warnings and what can't be checked from here don't count.
 */
export async function doctor(): Promise<void> {
  loadEnvFiles('production')
  const findings = await examine()
  const wrong = findings.filter(({ state }) => state === 'wrong').length
  const rows = findings.map(({ state, part, what, todo = '' }) => [MARKS[state], part, oneLine(what), todo])
  console.log(table(['', 'Part', 'Found', 'To do'], rows))
  console.log(wrong === 0 ? '\nReady.' : `\n${wrong} to fix. Each variable is explained in .env.example.`)
  process.exitCode = wrong === 0 ? 0 : 1
}

const MARKS: Record<Finding['state'], string> = { ok: '✓', warning: '?', unchecked: '-', wrong: '✗' }

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

async function examine(): Promise<Finding[]> {
  const parsed = parseEnv(process.env)
  const part = 'Environment'
  if (!parsed.ok) return parsed.problems.map((what) => ({ part, state: 'wrong', what }))
  const { env, warnings } = parsed
  const findings: Finding[] = [{ part, state: 'ok', what: 'complete' }]
  findings.push(...warnings.map((what) => ({ part, state: 'warning' as const, what })))
  for (const check of [checkRedis, checkDatabase, checkEmail, checkSender])
    findings.push(...(await check(env)))
  findings.push(checkInstances(env, process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY?.trim()))
  return findings.map((each) => ({ ...each, what: withoutSecrets(each.what, env) }))
}

const checkEmail: Check = async (env) =>
  env.email.smtp ? (await import('./smtp')).checkSmtp(env) : checkResend(env)
