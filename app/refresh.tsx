'use client'

import { useEffect } from 'react'
import { useRefresh } from '@/app/use-refresh'
import { minutes } from '@/lib/platform/time'

const FOR = minutes(2)

/**
 * Asks the server for news while the page is visible.
 * @param props.every milliseconds
 */
export function Refresh({ every }: { every: number }) {
  const refresh = useRefresh()
  useEffect(() => {
    const until = Date.now() + FOR
    const timer = setInterval(() => {
      if (Date.now() > until) clearInterval(timer)
      else if (document.visibilityState === 'visible') refresh()
    }, every)
    return () => clearInterval(timer)
  }, [refresh, every])
  return null
}
