import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Secret = { kind: 'token' | 'code' | 'cookie' | 'address' | 'setting'; value: string }
export type Place = { name: string; text: string }
export type Found = {
  kind: Secret['kind']
  place: string
  /** What stands before it. */
  excerpt: string
}

/** The index holds this many last characters of each secret, so that thousands are searched for at once. */
const TAIL = 8

/**
 * Where secrets appear, plain or encoded: once for each kind and place. A code counts only when it stands
 * alone: six digits are part of many numbers.
 */
export function searchSecrets(secrets: Secret[], places: Place[]): Found[] {
  const codes = new Set(secrets.filter(({ kind }) => kind === 'code').map(({ value }) => value))
  const byTail = new Map<string, Secret[]>()
  for (const { kind, value } of secrets) {
    if (kind === 'code') continue
    if (value.length < TAIL)
      throw new Error(`A ${kind} of ${value.length} characters is too short to search for.`)
    for (const spelling of spellings(value)) {
      const tail = spelling.slice(-TAIL)
      byTail.set(tail, [...(byTail.get(tail) ?? []), { kind, value: spelling }])
    }
  }
  const found = new Map<string, Found>()
  const add = (kind: Secret['kind'], place: Place, from: number) => {
    const excerpt = `${place.text.slice(Math.max(0, from - 60), from)}[${kind}]`
    if (!found.has(`${kind} ${place.name}`))
      found.set(`${kind} ${place.name}`, { kind, place: place.name, excerpt })
  }
  for (const place of places) {
    const { text } = place
    for (let end = TAIL; end <= text.length; end++) {
      for (const { kind, value } of byTail.get(text.slice(end - TAIL, end)) ?? []) {
        if (text.startsWith(value, end - value.length)) add(kind, place, end - value.length)
      }
    }
    for (const { 0: digits, index } of text.matchAll(/(?<![\w-])\d{3}[ -]?\d{3}(?![\w-])/g)) {
      if (codes.has(digits.replace(/\D/, ''))) add('code', place, index)
    }
  }
  return [...found.values()]
}

function spellings(value: string): Set<string> {
  const bytes = Buffer.from(value)
  // Without the last characters of base64, which depend on what comes after.
  const encoded = ['base64', 'base64url', 'hex'].map((encoding) => bytes.toString(encoding as BufferEncoding))
  return new Set([
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    ...encoded.map(withoutPadding),
  ])
}

const withoutPadding = (text: string) => text.replace(/.?=+$/, '')

/** The settings that must stay on the server. */
export const settingsOf = (environment: Record<string, string | undefined>): Secret[] =>
  [
    'SESSION_SECRET',
    'DATABASE_AUTH_TOKEN',
    'UPSTASH_REDIS_REST_TOKEN',
    'RESEND_API_KEY',
    'RESEND_WEBHOOK_SECRET',
    'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
  ]
    .flatMap((name) => environment[name]?.split(',') ?? [])
    .filter(Boolean)
    .map((value) => ({ kind: 'setting', value }))

/** Where Next puts prerendered pages, with an adapter and without. */
const PRERENDERED = ['app', 'route-cache']

/** What a build serves to browsers: scripts, styles and prerendered pages. */
export function builtPlaces(folder = '.next'): Place[] {
  return [
    ...filesIn(join(folder, 'static')),
    ...PRERENDERED.flatMap((name) => filesIn(join(folder, 'server', name))),
  ]
    .filter((path) => !path.includes('server') || /\.(html|rsc|meta|body)$/.test(path))
    .map((path) => ({ name: path, text: readFileSync(path, 'utf8') }))
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
