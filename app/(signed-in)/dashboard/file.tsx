/** From next.config.ts. Empty if this clone has no place on the web. */
const FILES = process.env.REPOSITORY_FILES

/** The name of a file of this project, as a link if it can be read on the web. */
export function File({ path }: { path: string }) {
  const name = <code>{path}</code>
  return FILES ? <a href={`${FILES}${path}`}>{name}</a> : name
}
