import type { Instrumentation } from 'next'

/** Runs once, before the server responds to anything. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { keepReportsOffTheNetwork } = await import('@/lib/platform/process-report')
  keepReportsOffTheNetwork()
  const { checkEnvOrExit, env } = await import('@/lib/platform/env')
  checkEnvOrExit()
  const { repairRequestLines } = await import('@/lib/http/request-line')
  repairRequestLines()
  const { nameRequests } = await import('@/lib/platform/request-id')
  nameRequests()
  if (env().telemetry.isOn) {
    const { startTelemetry } = await import('@/lib/platform/telemetry')
    startTelemetry()
  }
  const { serveCompressedScripts } = await import('@/lib/http/compressed-scripts')
  serveCompressedScripts()
}

/**
 * Next prints the error itself. This adds the line that a log search finds, without the visited
 * URL.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { log } = await import('@/lib/platform/log')
  const id = request.headers['x-request-id']
  const named = typeof id === 'string' ? { request: id } : {}
  log.error('request.failed', error, { ...named, method: request.method, route: context.routePath })
}
