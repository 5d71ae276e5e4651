import { setTimeout as wait } from 'node:timers/promises'
import { attemptKey, EMAIL_STATES, fieldOf, SEND_DEADLINE } from '@/lib/auth/attempt'
import { codeHashes, newCode } from '@/lib/auth/code'
import { format } from '@/lib/auth/link-token'
import { storeRequest } from '@/lib/auth/store-request'
import { linkUrl } from '@/lib/http/link-url'
import { hash, randomId, randomSecret } from '@/lib/platform/secrets'
import { minutes, seconds } from '@/lib/platform/time'
import { environment } from './environment'

/** The attempt that a link's token belongs to. */
export const attemptOf = (token: string) => token.slice(0, 22)

/** The attempt that a pending cookie names. */
export const attemptIn = (cookie: string) => cookie.slice(22)

type Fields = Record<string, string>

// A link's age is in its record, which has a lifetime of its own.
const AGE = `
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  if fields[i] == 'waitUntil' or fields[i]:find('^createdAt:') then
    redis.call('HSET', KEYS[1], fields[i], string.format('%.0f', fields[i + 1] - ARGV[1]))
  end
end
return #fields`

export class Redis {
  /** Lets time pass for one attempt alone, so that no test waits and no other test notices. */
  async letPass(id: string, ms: number): Promise<void> {
    // A moment after the email arrives. Without it, twenty seconds later, the email counts as lost.
    await this.untilSent(() => true, id)
    await this.age(id, ms)
  }

  /** The same if it doesn't matter what became of the attempt's last email. @param ms less than 0 makes its links younger */
  async age(id: string, ms: number): Promise<void> {
    if ((await this.run('EVAL', AGE, 1, attemptKey(id), ms)) === 0) throw new Error(`No attempt ${id}.`)
    if (ms > 0) await this.#post('/_dev/advance', { ms, match: attemptKey(id) })
  }

  /** Lets a link's ten minutes pass. */
  async expire(token: string): Promise<void> {
    await this.letPass(attemptOf(token), minutes(10))
  }

  /** Everything that is stored of an attempt. */
  async attempt(id: string): Promise<Fields> {
    return toFields(await this.run('HGETALL', attemptKey(id)))
  }

  /** The attempts of an address. */
  async attemptsOf(email: string): Promise<string[]> {
    const keys = (await this.run('KEYS', attemptKey('*'))) as string[]
    const emails = await this.runAll(keys.map((key) => ['HGET', key, 'email']))
    return keys.filter((_, i) => emails[i] === email).map((key) => key.slice(attemptKey('').length))
  }

  /** How many different wrong codes an attempt has been tried with. */
  async wrongCodes(id: string): Promise<number> {
    return Number(await this.run('SCARD', `wrong-codes:attempt:${hash(id)}`))
  }

  /**
   * Emails are sent after the response. Resolves once it is known what became of those that were requested
   * for these addresses, or of one attempt's. As the application sees it, any that is too old has failed.
   */
  async untilSent(isTheirs: (email: string) => boolean, id = '*'): Promise<void> {
    for (const deadline = Date.now() + SEND_DEADLINE + seconds(5); Date.now() < deadline; await wait(20)) {
      const keys = (await this.run('KEYS', attemptKey(id))) as string[]
      const all = (await this.runAll(keys.map((key) => ['HGETALL', key]))).map(toFields)
      if (!all.some((fields) => isTheirs(fields.email ?? '') && isSending(fields))) return
    }
    throw new Error('It is still not known what became of an email.')
  }

  /** A magic link without an email: limits allow an address five of those an hour. Returns its URL. */
  async storeMagicLink(
    email: string,
    { next = '/dashboard', bindingSecret = randomId() } = {},
  ): Promise<string> {
    const [secret, bindingHash] = [randomSecret(), hash(bindingSecret)]
    const [codeHash] = codeHashes(bindingHash, newCode())
    const stored = await storeRequest({
      ...{ email, bindingHash, next, attemptId: undefined, remember: true, reauthenticates: false },
      link: { secretHash: hash(secret), codeHash, device: 'a browser', language: 'en' },
      limits: {},
    })
    if (!stored.ok) throw new Error(`The link wasn't stored: ${stored.reason}.`)
    return linkUrl('magic-link', format(stored.attemptId, secret))
  }

  /** One command, for example `run('SET', 'key', 'value')`. */
  async run(...command: (string | number)[]): Promise<unknown> {
    return (await this.#post('/', command)).result
  }

  /** Many commands in one go; the results in the same order. */
  async runAll(commands: (string | number)[][]): Promise<unknown[]> {
    if (commands.length === 0) return []
    const answers: { result: unknown }[] = await this.#post('/pipeline', commands)
    return answers.map(({ result }) => result)
  }

  async #post(path: string, body: unknown) {
    const answer = await fetch(new URL(path, environment.redisUrl), {
      method: 'POST',
      headers: { Authorization: `Bearer ${environment.redisToken}` },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`Redis answered ${answer.status} to ${path}.`)
    return answer.json()
  }
}

/** Redis' list of names and values in turns. */
const toFields = (list: unknown): Fields =>
  Object.fromEntries(
    ((list ?? []) as string[]).flatMap((name, i, all) => (i % 2 === 0 ? [[name, all[i + 1] ?? '']] : [])),
  )

const isSending = (fields: Fields) =>
  Array.from({ length: Number(fields.sent) }, (_, i) => i + 1).some(
    (n) =>
      !EMAIL_STATES.some((state) => fieldOf(state, n) in fields) &&
      Date.now() - Number(fields[fieldOf('createdAt', n)]) < SEND_DEADLINE,
  )
