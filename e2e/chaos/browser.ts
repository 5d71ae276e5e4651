import { randomBytes } from 'node:crypto'
import { environment } from '../support/environment'
import { findForm } from '../support/form'
import { type Answer, exchange } from './exchange'

/** An address of its own, in any run over the same Redis. */
export const freshAddress = (word = 'chaos') => `${word}-${randomBytes(8).toString('hex')}@example.com`

/** A network of its own, since limits are never switched off. */
export const freshClient = () => {
  const [a, b] = [randomBytes(2), randomBytes(2)].map((bytes) => bytes.toString('hex'))
  return `2001:db8:${a}:${b}::1`
}

export type Page = Answer & { path: string }

/** A browser without JavaScript: cookies, forms, redirects. Each request says which instance it goes to. */
export class Browser {
  readonly #cookies = new Map<string, string>()

  constructor(readonly client = freshClient()) {}

  /** One GET. Redirects aren't followed. */
  async open(origin: string, path: string): Promise<Page> {
    return this.#keep(await exchange(origin, path, { headers: this.#headers() }), path)
  }

  /** The same, following redirects. */
  async visit(origin: string, path: string): Promise<Page> {
    return this.follow(origin, await this.open(origin, path))
  }

  async follow(origin: string, page: Page): Promise<Page> {
    const begun = performance.now() - page.ms
    let last = page
    for (let hops = 0; hops < 5 && last.headers.location !== undefined; hops++) {
      last = await this.open(origin, pathOf(String(last.headers.location)))
    }
    return { ...last, ms: performance.now() - begun }
  }

  /** Submits that page's form that contains `part`, with what was typed. `halfway`: see `exchange`. */
  async submit(
    origin: string,
    page: Page,
    part: string,
    typed: Record<string, string> = {},
    halfway?: () => Promise<void>,
  ): Promise<Page> {
    const form = findForm(page.body, part, page.path)
    if (!form) throw new Error(`${page.path} (${page.status}) shows no form with ${part}.`)
    const fields = { ...form.fields, ...typed }
    const { type, body } = form.multipart ? await multipart(fields) : urlencoded(fields)
    const headers = { ...this.#headers(), Origin: environment.appUrl, 'Content-Type': type }
    const path = pathOf(form.action)
    return this.#keep(await exchange(origin, path, { method: 'POST', headers, body, halfway }), path)
  }

  /** That cookie's value; undefined if there is none. */
  cookie(kind: string): string | undefined {
    return this.#cookies.get(kind) ?? this.#cookies.get(`__Host-${kind}`)
  }

  /** Another tab, network or program with the same cookies. */
  copy(): Browser {
    const copy = new Browser(this.client)
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value)
    return copy
  }

  holds(kind: string): boolean {
    return this.cookie(kind) !== undefined
  }

  #headers() {
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { 'X-Forwarded-For': this.client, ...(cookies && { Cookie: cookies }) }
  }

  #keep(answer: Answer, path: string): Page {
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0\b/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return { ...answer, path }
  }
}

/** Path and query. */
function pathOf(address: string): string {
  const url = new URL(address, environment.appUrl)
  return url.pathname + url.search
}

async function multipart(fields: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const encoded = new Response(form)
  return {
    type: encoded.headers.get('content-type') ?? '',
    body: Buffer.from(await encoded.arrayBuffer()),
  }
}

function urlencoded(fields: Record<string, string>) {
  return { type: 'application/x-www-form-urlencoded', body: Buffer.from(String(new URLSearchParams(fields))) }
}
