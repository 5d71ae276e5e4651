import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { SCRIPTS } from '@/lib/http/compressed-scripts'

// A step of `npm run build`: compresses the scripts that browsers load, as small as can be, for
// lib/http/compressed-scripts.ts.

const names = readdirSync(SCRIPTS.folder).filter((name) => name.endsWith('.js'))
for (const name of names) {
  const file = join(SCRIPTS.folder, name)
  writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
}
console.log(`Compressed ${names.length} scripts.`)
