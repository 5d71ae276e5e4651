/**
 * Keeps Node's process reports from looking up the names of our visitors' machines. libSQL, when it is loaded, has such a
 * report written to learn which libc it runs on; the whole server stands still meanwhile, for seconds where DNS is slow.
 * To be called before the database is loaded.
 */
export function keepReportsOffTheNetwork() {
  // Newer than our types: Node 20.13 and 22.
  Object.assign(process.report, { excludeNetwork: true })
}
