import { execFileSync } from 'node:child_process'

/**
 * Where this clone's files can be read in a browser, if it comes from GitHub: the dashboard links
 * there. Without the name and password that a remote's URL may have.
 * @param remote as `git remote get-url` names it: https or ssh
 */
export function repositoryFiles(remote = origin()): string | undefined {
  const [, name] =
    /^(?:https:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      remote,
    ) ?? []
  return name && `https://github.com/${name}/blob/HEAD/`
}

/** Empty without Git, as in an image, or in a folder that wasn't cloned. */
function origin(): string {
  try {
    return execFileSync('git', ['remote', 'get-url', 'origin'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}
