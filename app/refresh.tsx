'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { minutes } from '@/lib/platform/time'

const FOR = minutes(2)

/**
 * Asks the server for news while the page is visible.
 * @param props.every milliseconds
 */
export function Refresh({ every }: { every: number }) {
  const router = useRouter()
  useEffect(() => {
    const until = Date.now() + FOR
    const timer = setInterval(() => {
      if (Date.now() > until) clearInterval(timer)
      else if (document.visibilityState === 'visible') router.refresh()
    }, every)
    return () => clearInterval(timer)
  }, [router, every])
  return null
}
