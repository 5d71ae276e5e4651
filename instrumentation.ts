import type { Instrumentation } from 'next'

/** Runs once, before the server responds to anything. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { keepReportsOffTheNetwork } = await import('@/lib/platform/process-report')
  keepReportsOffTheNetwork()
  const { letGoAtTheEnd } = await import('@/lib/platform/stop')
  letGoAtTheEnd()
  const { repairRequestLines } = await import('@/lib/http/request-line')
  repairRequestLines()
  const { nameRequests } = await import('@/lib/platform/request-id')
  nameRequests()
  const { checkEnv, env } = await import('@/lib/platform/env')
  if (!checkEnv()) {
    const { answerUnavailable } = await import('@/lib/http/answer-unavailable')
    return answerUnavailable()
  }
  const { keepToOwnHost } = await import('@/lib/http/own-host')
  keepToOwnHost()
  if (env().telemetry.isOn) {
    const { startTelemetry } = await import('@/lib/platform/telemetry')
    startTelemetry()
  }
  const { forbidTransforming } = await import('@/lib/http/no-transform')
  forbidTransforming()
  const { serveCompressedScripts } = await import('@/lib/http/compressed-scripts')
  serveCompressedScripts()
}

/**
 * Next prints the error itself. This adds the line that a log search finds, without the visited
 * URL.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  // Nothing here runs at the edge, but Next compiles it for there, too.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('@/lib/platform/log')
  const id = request.headers['x-request-id']
  const named = typeof id === 'string' ? { request: id } : {}
  log.error('request.failed', error, { ...named, method: request.method, route: context.routePath })
}
