import { expect } from '@playwright/test'
import { storeMagicLink } from '@/lib/auth/magic-link'
import { linkUrl } from '@/lib/http/link-url'
import { randomId } from '@/lib/platform/secrets'
import { minutes } from '@/lib/platform/time'
import { environment } from './environment'

/** What a sign-in link's token begins with: the key of its record. */
export const linkIdOf = (token: string) => token.slice(0, 22)

export class Redis {
  /** Lets time pass for one link and its code alone, so that no test waits and no other test notices. */
  async letPass(token: string, ms: number): Promise<void> {
    const { changed } = await this.#post('/_dev/advance', { ms, match: `link:${linkIdOf(token)}` })
    expect(changed, 'links for which time has passed').toBe(1)
  }

  /** Lets a link's ten minutes pass. */
  async expire(token: string): Promise<void> {
    await this.letPass(token, minutes(10))
  }

  /** A magic link without an email: limits allow an address five of those an hour. Returns its URL. */
  async storeMagicLink(email: string, next = '/dashboard'): Promise<string> {
    const link = { attemptId: randomId(), email, next, device: 'a browser', bindingSecret: randomId() }
    const { token } = await storeMagicLink(link, [])
    return linkUrl('magic-link', token)
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
    expect(answer.status, `Redis: ${path}`).toBe(200)
    return answer.json()
  }
}
