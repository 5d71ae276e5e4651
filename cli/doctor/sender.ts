import { Resolver } from 'node:dns/promises'
import { type Env, isLoopback } from '@/lib/platform'
import type { Finding } from './finding'

/** All TXT records of a name. Rejects as node:dns does. */
export type Lookup = (name: string) => Promise<string[]>

export const senderDomain = (from: string) => (/@([^>]+)/.exec(from)?.[1] ?? '').toLowerCase()

const resolver = new Resolver({ timeout: 2000, tries: 1 })
const lookUp: Lookup = async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))

/**
 * Whether the sender's domain says who may send for it (SPF, RFC 7208; DKIM, RFC 6376; DMARC, RFC
 * 7489). Many mailboxes refuse email without. What can't be looked up from here isn't wrong.
 */
export async function checkSender({ email }: Pick<Env, 'email'>, lookup = lookUp): Promise<Finding[]> {
  const provider = email.smtp ?? (email.baseUrl && new URL(email.baseUrl))
  if (provider && isLoopback(provider)) {
    return [{ part: 'DNS', state: 'unchecked', what: 'email goes to this machine' }]
  }
  const domain = senderDomain(email.from)
  const parent = domain.split('.').slice(-2).join('.')
  // Resend sends bounces to `send.`, and signs with the selector `resend`, unless told otherwise.
  const [spf, dkim] = email.smtp ? [domain, undefined] : [`send.${domain}`, `resend._domainkey.${domain}`]
  return Promise.all([
    find('SPF', [spf], /^v=spf1\b/i, lookup),
    dkim
      ? find('DKIM', [dkim], /\bp=\S/i, lookup)
      : ({ part: 'DKIM', state: 'unchecked', what: 'only your server knows its selector' } as const),
    find('DMARC', [`_dmarc.${domain}`, `_dmarc.${parent}`], /^v=DMARC1\b/i, lookup),
  ])
}

async function find(part: string, names: string[], pattern: RegExp, lookup: Lookup): Promise<Finding> {
  for (const name of new Set(names)) {
    try {
      if ((await lookup(name)).some((text) => pattern.test(text))) return { part, state: 'ok', what: name }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ENOTFOUND' && code !== 'ENODATA') {
        return { part, state: 'unchecked', what: `${name} can’t be looked up (${code ?? 'no answer'})` }
      }
    }
  }
  return {
    part,
    state: 'warning',
    what: `${names[0]} has no such record`,
    todo: `Add a TXT record for ${part}`,
  }
}
