/** One instruction of a Dockerfile. */
export type Instruction = { name: Name; flags: Record<string, string>; text: string }

const NAMES = [
  ...(['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER'] as const),
  ...(['EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'] as const),
]
type Name = (typeof NAMES)[number]

/** @throws for an instruction that `carryOut` doesn't know, so that none is silently left out */
export function parseDockerfile(text: string): Instruction[] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replace(/\\\n/g, ' ')
  return lines.split('\n').map((line) => {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? []
    const name = NAMES.find((known) => known === word)
    if (!name) throw new Error(`This isn't carried out: ${line}`)
    const [flags = ''] = /^(--\S+\s+)*/.exec(rest) ?? []
    return {
      name,
      flags: Object.fromEntries(
        [...flags.matchAll(/--([a-z-]+)=(\S+)/g)].map(([, key, value]) => [key, value]),
      ),
      text: rest.slice(flags.length),
    }
  })
}

/** The words of `["a", "b"]`. The other form needs a shell, which our image doesn't have. */
export function wordsOf(text: string): string[] {
  if (!text.startsWith('[')) throw new Error(`This would need a shell: ${text}`)
  return JSON.parse(text)
}

/** Whether .dockerignore keeps a file or folder of the context's top level out. */
export function ignores(dockerignore: string): (name: string) => boolean {
  const patterns = dockerignore.split('\n').filter((line) => line && !line.startsWith('#'))
  const unknown = patterns.find((pattern) => /[/!?[]|\*\*/.test(pattern))
  if (unknown) throw new Error(`.dockerignore has a pattern that isn't understood: ${unknown}`)
  const expressions = patterns.map(
    (pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
  )
  return (name) => expressions.some((expression) => expression.test(name))
}
