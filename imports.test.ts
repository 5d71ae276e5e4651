import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

// A rule in biome.json makes imports run one way, and app/, middleware.ts and cli/ use the doors.
// These tests plant files in a temporary folder, and lint them.

const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
const ALLOWED: [file: string, source: string][] = [
  ['app/page.ts', '@/lib/auth'],
  ['app/client.tsx', '@/lib/platform/time'],
  ['cli/users.ts', '@/lib/account'],
  ['lib/http/origin.ts', '@/lib/platform/env'],
  ['lib/email/send.ts', '@/lib/platform/log'],
  ['lib/auth/notices.ts', '@/lib/email/send'],
  ['lib/auth/device.ts', '@/lib/http/network'],
  ['lib/account/deletion.ts', '@/lib/auth/session'],
  ['lib/auth/session.test.ts', '@/e2e/support/redemption'],
]
const FORBIDDEN: [file: string, source: string][] = [
  ['app/page.ts', '@/lib/auth/session'],
  ['app/account/page.tsx', '../../lib/auth/session'],
  ['middleware.ts', '@/lib/http/origin'],
  ['cli/prune.ts', '@/lib/account/prune'],
  ['lib/platform/env.ts', '@/lib/email'],
  ['lib/copy/words.ts', '@/lib/auth/session'],
  ['lib/http/origin.ts', '@/lib/email/send'],
  ['lib/email/send.ts', '@/lib/http/origin'],
  ['lib/email/webhook.ts', '@/lib/auth'],
  ['lib/auth/session.ts', '@/lib/account/prune'],
  ['lib/auth/guard.ts', '../account/prune'],
  ['lib/auth/device.ts', '@/e2e/support/redis'],
  ['lib/account/export.ts', '@/app/document'],
  ['packages/local-cloud/http.ts', '@/lib/platform/env'],
]

const folder = mkdtempSync(join(tmpdir(), 'imports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The files that break the rule. */
function lint(planted: [file: string, source: string][]): string[] {
  const project = mkdtempSync(join(folder, 'project-'))
  copyFileSync('biome.json', join(project, 'biome.json'))
  for (const [file, source] of planted) {
    mkdirSync(dirname(join(project, file)), { recursive: true })
    writeFileSync(join(project, file), `import { a } from '${source}'\n\nexport const b = a\n`)
  }
  const { stdout } = spawnSync(
    process.execPath,
    [BIOME, 'lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'],
    { cwd: project, encoding: 'utf8' },
  )
  const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout)
  return report.diagnostics
    .filter(({ category }) => category === 'lint/style/noRestrictedImports')
    .map(({ location }) => location.path)
}

test('finds every planted import that runs backwards or around a door', () => {
  expect(lint(FORBIDDEN).sort()).toEqual(FORBIDDEN.map(([file]) => file).sort())
})

test('allows imports that run one way', () => {
  expect(lint(ALLOWED)).toEqual([])
})

test('no file in lib, app or cli exempts itself with a comment', () => {
  const files = execFileSync('git', ['ls-files', 'lib', 'app', 'cli', 'middleware.ts'], { encoding: 'utf8' })
  for (const file of files.split('\n').filter((name) => /\.tsx?$/.test(name))) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/biome-ignore lint\/style\/noRestrictedImports/)
  }
})
