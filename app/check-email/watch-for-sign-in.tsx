'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { listen } from '@/app/sign-in-channel'

/**
 * Asks the server again when another tab of this browser has signed in, and when the visitor comes
 * back to this tab. The server decides: a message from a tab proves nothing.
 */
export function WatchForSignIn() {
  const router = useRouter()
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && router.refresh()
    const stop = listen((account) => account && router.refresh())
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pageshow', look)
    return () => {
      stop()
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pageshow', look)
    }
  }, [router])
  return null
}
