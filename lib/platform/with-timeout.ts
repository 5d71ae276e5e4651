import 'server-only'

/**
 * Runs `call` with a signal that aborts when the time is up, and lets go of both once it has ended.
 * `AbortSignal.timeout` would keep the call, and the request that it belongs to, in memory until then.
 */
export async function withTimeout<T>(
  milliseconds: number,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const late = () => controller.abort(new DOMException('No response in time', 'TimeoutError'))
  const timer = setTimeout(late, milliseconds)
  try {
    return await call(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}
