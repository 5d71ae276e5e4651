'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { seconds } from '@/lib/platform/time'

/**
 * Asks the server for the page's news, if the server can be reached. Next (16.4) answers a refresh
 * that fails by leaving: the browser loads the page, and shows its own error page instead.
 */
export function useRefresh(): () => Promise<void> {
  const router = useRouter()
  return useCallback(async () => {
    if (await isReachable()) router.refresh()
  }, [router])
}

/** Without cookies, `/` is a file. */
async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false
  const signal = AbortSignal.timeout(seconds(5))
  const asked = fetch('/', { method: 'HEAD', credentials: 'omit', cache: 'no-store', signal })
  return asked.then(
    ({ ok }) => ok,
    () => false,
  )
}
