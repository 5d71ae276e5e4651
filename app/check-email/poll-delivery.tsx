'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { minutes, seconds } from '@/lib/platform/time'

const EVERY = seconds(3)
const FOR = minutes(2)

/** Asks the server for news of the email every few seconds while the page is visible. */
export function PollDelivery() {
  const router = useRouter()
  useEffect(() => {
    const until = Date.now() + FOR
    const timer = setInterval(() => {
      if (Date.now() > until) clearInterval(timer)
      else if (document.visibilityState === 'visible') router.refresh()
    }, EVERY)
    return () => clearInterval(timer)
  }, [router])
  return null
}
