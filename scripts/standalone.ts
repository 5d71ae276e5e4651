import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { listenForSignals, run } from './process/child'
import { PROJECT } from './process/command'

// `npm run build:standalone`: a build that runs from .next/standalone alone, with `node server.js`. Next leaves out what
// a CDN could serve, and knows nothing of what operators need there: `node migrate.mjs`, `node cli.mjs users list`, and
// for an image `healthy.mjs` and `redis-gateway.mjs`.

const STANDALONE = join(PROJECT, '.next', 'standalone')

/** What bundled packages of the older kind expect to find. */
const COMMONJS = `import { createRequire } from 'node:module'
const require = createRequire(import.meta.url), __dirname = import.meta.dirname`

process.chdir(PROJECT)
process.env.NEXT_OUTPUT = 'standalone'
process.exitCode = await run(['next', 'build'], { interrupt: listenForSignals() })
if (process.exitCode === 0) await complete()

async function complete() {
  for (const folder of ['.next/static', 'public'])
    cpSync(folder, join(STANDALONE, folder), { recursive: true })
  // Where migrate.mjs looks: next to itself.
  cpSync('prisma/migrations', join(STANDALONE, 'migrations'), { recursive: true })
  await bundle('prisma/migrate.ts', 'migrate.mjs')
  await bundle('cli/run.ts', 'cli.mjs')
  await bundle('deploy/healthy.ts', 'healthy.mjs')
  await bundle('deploy/redis-gateway.ts', 'redis-gateway.mjs')
}

function bundle(from: string, to: string) {
  return build({
    entryPoints: [from],
    outfile: join(STANDALONE, to),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // `server-only` throws outside of Next's server.
    tsconfig: 'cli/tsconfig.json',
    define: { 'process.env.NODE_ENV': '"production"' },
    // What the server has, too: native code, and four megabytes of Prisma.
    external: ['@libsql/client', '@prisma/client/runtime/query_compiler_*'],
    banner: { js: COMMONJS },
  })
}
