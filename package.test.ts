import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Locked = {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  hasInstallScript?: boolean
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const workspaces = readdirSync('packages').map((name) => `packages/${name}`)
const manifests = ['.', ...workspaces].map((path) => JSON.parse(readFileSync(`${path}/package.json`, 'utf8')))
const declared = manifests.flatMap((each) => [
  ...Object.entries<string>(each.dependencies ?? {}),
  ...Object.entries<string>(each.devDependencies ?? {}),
])
const direct = [...new Set(declared.map(([name]) => name))]
const links = workspaces.map((path) => `node_modules/${path.slice('packages/'.length)}`)
const locked = Object.entries<Locked>(lock.packages).filter(
  ([path]) => path !== '' && !workspaces.includes(path) && !links.includes(path),
)
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

describe('the dependencies', () => {
  test('are exact versions from the registry, in package.json', () => {
    for (const [name, version] of declared) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
  })

  test('have one version in all workspaces', () => {
    expect(new Map(declared).size).toBe(new Set(declared.map((pair) => pair.join('@'))).size)
  })

  test('include our own workspaces only as links into packages/', () => {
    expect(manifest.workspaces).toEqual(['packages/*'])
    for (const [i, path] of workspaces.entries()) {
      expect(manifests[i + 1].name).toBe(path.slice('packages/'.length))
      expect(lock.packages[links[i] ?? '']).toEqual({ resolved: path, link: true })
      expect(lock.packages[path].version).toBe(manifests[i + 1].version)
      expect(lock.packages[path]).not.toHaveProperty('resolved')
    }
  })

  test('are locked by hash, and none names a source other than the registry', () => {
    expect(locked.length).toBeGreaterThan(100)
    for (const [path, { integrity, resolved, link }] of locked) {
      expect(integrity, path).toMatch(/^sha512-/)
      expect(resolved, path).toBeUndefined()
      expect(link, path).toBeUndefined()
    }
  })

  test('have Next at 16.3.3 or newer, the first version without the known bypasses', () => {
    const installed = locked
      .filter(([path]) => nameOf(path) === 'next')
      .map(([, { version }]) => version ?? '')
    expect(installed).toEqual([manifest.dependencies.next])
    expect(isAtLeast('16.3.3', installed[0] ?? '')).toBe(true)
    expect(
      ['16.3.2', '16.2.9', '15.9.9', '16.3.3-canary.1', ''].filter((old) => isAtLeast('16.3.3', old)),
    ).toEqual([])
    expect(['16.3.3', '16.10.0', '17.0.0'].every((version) => isAtLeast('16.3.3', version))).toBe(true)
  })

  test('run no install scripts, except those that are allowed by name', () => {
    const withScripts = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path))
    // Only names: npm reads `name@version` as an approval, and none is approved.
    expect(Object.keys(manifest.allowScripts).sort()).toEqual([...new Set(withScripts)].sort())
    expect(Object.values(manifest.allowScripts)).toEqual(withScripts.map(() => false))
    expect(readFileSync('.npmrc', 'utf8')).toContain('strict-allow-scripts=true')
  })

  test('each have a reason in docs/decisions/0010-dependencies.md, and nothing else has one there', () => {
    const rows = readFileSync('docs/decisions/0010-dependencies.md', 'utf8').match(/^\| `.+$/gm) ?? []
    const explained = rows.flatMap((row) => (row.split('|')[1] ?? '').match(/(?<=`)[^`, ]+(?=`)/g) ?? [])
    expect(explained.sort()).toEqual(direct.sort())
    for (const row of rows) expect(row.split('|')[2]?.trim(), row).not.toBe('')
  })
})

function isAtLeast(floor: string, version: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return false
  const [wanted, given] = [floor, version].map((text) => text.split('.').map(Number))
  const at = given?.findIndex((part, i) => part !== wanted?.[i]) ?? -1
  return at === -1 || (given?.[at] ?? 0) > (wanted?.[at] ?? 0)
}
