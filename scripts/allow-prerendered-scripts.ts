import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HASHES_PLACEHOLDER } from '@/lib/http/content-security-policy'

// The last step of `npm run build`: hashes the inline scripts of prerendered pages, and writes the
// hashes into the policy, which is in the server's code and in its list of headers. See
// docs/decisions/0008-content-security-policy.md.

const DIST = '.next'
const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(html|js|json)$/.test(file) && !/^(cache|static)[/\\]|node_modules/.test(file))
  .map((file) => join(DIST, file))

const hashes = new Set(
  files
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs),
    ])
    .map(([, script = '']) => `sha256-${createHash('sha256').update(script).digest('base64')}`),
)

const changed = files.filter((file) => {
  const before = readFileSync(file, 'utf8')
  // The list of headers contains the finished policy, the code the list it is made of.
  const after = file.endsWith('.json')
    ? before.replaceAll(`'${HASHES_PLACEHOLDER}'`, [...hashes].map((hash) => `'${hash}'`).join(' '))
    : before.replaceAll(HASHES_PLACEHOLDER, [...hashes].join(' '))
  if (after !== before) writeFileSync(file, after)
  return after !== before
})
if (changed.length === 0) throw new Error(`There is no place for hashes in ${DIST}. Is this a new build?`)
console.log(`The policy allows ${hashes.size} inline scripts of prerendered pages.`)
