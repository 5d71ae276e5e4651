/**
 * Keeps Node's process reports from looking up the host names of our visitors. When libSQL is
 * loaded, it has a report written to find out which libc it runs on. Meanwhile the whole server
 * stands still, for seconds if DNS is slow. Call it before the database is loaded.
 */
export function keepReportsOffTheNetwork(): void {
  // Since Node 20.13 and 22, and not in our types yet.
  Object.assign(process.report, { excludeNetwork: true })
}
