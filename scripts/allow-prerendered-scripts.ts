import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HASHES_TO_COME } from '@/lib/http/content-security-policy'

// The last step of `npm run build`: docs/decisions/0008-content-security-policy.md. The prerendered pages' inline scripts
// are hashed, and the hashes written to where the policy has a place for them: the server's code and its list of headers.

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
  // The list of headers holds the finished policy, the code what it is made of.
  const after = file.endsWith('.json')
    ? before.replaceAll(`'${HASHES_TO_COME}'`, [...hashes].map((hash) => `'${hash}'`).join(' '))
    : before.replaceAll(HASHES_TO_COME, [...hashes].join(' '))
  if (after !== before) writeFileSync(file, after)
  return after !== before
})
if (changed.length === 0) throw new Error(`Nothing in ${DIST} has a place for hashes: is this a new build?`)
console.log(`The policy allows ${hashes.size} inline scripts of prerendered pages.`)
