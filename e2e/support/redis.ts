import { createHash, randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { minutes } from '@/lib/platform/time'
import { environment } from './environment'

/** What a sign-in link's token begins with: the name of its challenge. */
export const challengeIdOf = (token: string) => token.slice(0, 22)

export class Redis {
  /** Lets time pass for one link and its code alone, so that no test waits and no other test notices. */
  async letPass(token: string, ms: number): Promise<void> {
    const match = `link:${challengeIdOf(token)}`
    const { changed } = await this.#post('/_dev/advance', { ms, match })
    expect(changed, 'links for which time has passed').toBe(1)
  }

  /** Lets a link's ten minutes pass. */
  async expire(token: string): Promise<void> {
    await this.letPass(token, minutes(10))
  }

  /**
   * A challenge in the form that lib/auth/magic-link.ts gives it, without a mail: limits allow an address five of those an
   * hour. Answers the link.
   */
  async storeMagicLink(email: string, next = '/dashboard'): Promise<string> {
    const id = randomBytes(16).toString('base64url')
    const secret = randomBytes(32).toString('base64url')
    const link = {
      id,
      attemptId: randomBytes(16).toString('base64url'),
      email,
      secretHash: hash(secret),
      codeHash: hash('no code'),
      bindingHash: hash('no browser'),
      next,
      device: 'a browser',
      createdAt: Date.now(),
    }
    await this.run('SET', `link:${id}`, JSON.stringify(link), 'PX', minutes(10))
    return `${environment.appUrl}/magic-link/${id}${secret}`
  }

  /** One command, for example `run('SET', 'key', 'value')`. */
  async run(...command: (string | number)[]): Promise<unknown> {
    return (await this.#post('/', command)).result
  }

  /** Many commands in one go; the answers in the same order. */
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

const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
