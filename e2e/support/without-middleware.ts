import { execFile } from 'node:child_process'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { NEXT } from './second-instance'

// Below the project, so that Node finds its packages.
const FOLDER = resolve('.local/without-middleware')

const PARTS = [
  'app',
  'lib',
  'prisma',
  'public',
  'generated',
  'instrumentation.ts',
  'tsconfig.json',
  'package.json',
]

/** Builds the application as it would be if middleware.ts were deleted. Answers the folder. */
export async function buildWithoutMiddleware(): Promise<string> {
  await rm(FOLDER, { recursive: true, force: true })
  for (const part of PARTS) await cp(part, join(FOLDER, part), { recursive: true })
  // Turbopack takes nothing from above its root.
  const config = await readFile('next.config.ts', 'utf8')
  await writeFile(
    join(FOLDER, 'next.config.ts'),
    config.replaceAll('import.meta.dirname', JSON.stringify(process.cwd())),
  )
  await promisify(execFile)(process.execPath, [NEXT, 'build'], { cwd: FOLDER })
  return FOLDER
}
