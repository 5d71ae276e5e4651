'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { signInChannel } from '@/app/sign-in-channel'

/**
 * Asks the server again when another tab of this browser says that it has signed in, and when somebody comes back to
 * this one. The server decides: a message signs nobody in.
 */
export function WatchForSignIn() {
  const router = useRouter()
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && router.refresh()
    const channel = signInChannel()
    channel.onmessage = () => router.refresh()
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pageshow', look)
    return () => {
      channel.close()
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pageshow', look)
    }
  }, [router])
  return null
}
